using System.Collections.Immutable;

namespace Ecommerce.PaymentService.Payments;

/// <summary>What follows from an event: the payment as it is then, the events to publish, the entries to book.</summary>
internal sealed record PaymentDecision(Payment? Before, Payment? Payment)
{
    /// <summary>Events of Contracts; as objects, because their interface has static members and so cannot be a type argument.</summary>
    public ImmutableList<object> Events { get; init; } = [];

    public ImmutableList<Booking> Bookings { get; init; } = [];

    public static PaymentDecision Keep(Payment? payment) => new(payment, payment);

    public PaymentDecision With(Func<Payment, Payment> change) => this with { Payment = change(Payment!) };

    public PaymentDecision Say(params IEnumerable<object> events) => this with { Events = Events.AddRange(events) };

    public PaymentDecision Book(Booking booking) => this with { Bookings = Bookings.Add(booking) };
}

/// <summary>Money that came in (positive) or went back (negative). Its id makes it happen once.</summary>
internal readonly record struct Booking(Guid Id, decimal Amount);
