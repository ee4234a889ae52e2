using System.Collections.Immutable;

namespace Ecommerce.PaymentService.Domain;

/// <summary>The result of a decision: the changed payment, the events to publish, the entries to book.</summary>
internal sealed record PaymentDecision(Payment? Before, Payment? Payment)
{
    /// <summary>Integration events. Objects, because their interface has static members and cannot be a type argument.</summary>
    public ImmutableList<object> Events { get; init; } = [];

    public ImmutableList<Booking> Bookings { get; init; } = [];

    public static PaymentDecision Unchanged(Payment? payment) => new(payment, payment);

    public PaymentDecision With(Func<Payment, Payment> change) => this with { Payment = change(Payment!) };

    public PaymentDecision Publish(params IEnumerable<object> events) => this with { Events = Events.AddRange(events) };

    public PaymentDecision Book(Booking booking) => this with { Bookings = Bookings.Add(booking) };
}

/// <summary>Captured (positive) or refunded (negative) money. The id makes it unique in the ledger.</summary>
internal readonly record struct Booking(Guid Id, decimal Amount);
