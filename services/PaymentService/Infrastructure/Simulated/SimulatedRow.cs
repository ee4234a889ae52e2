using Ecommerce.Contracts;
using Ecommerce.PaymentService.Domain;

namespace Ecommerce.PaymentService.Infrastructure.Simulated;

/// <summary>What the simulated provider recorded for an idempotency key.</summary>
internal sealed class SimulatedRow
{
    public string Reference { get; init; } = "";
    public Guid OrderId { get; init; }
    public string? Refusal { get; init; }
    public DateTimeOffset? SettlesAt { get; init; }
    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";
    public decimal Refunded { get; init; }

    /// <summary>False where an earlier call with the key has decided.</summary>
    public bool IsNew { get; init; }

    public ProviderResult ResultAt(DateTimeOffset now) => this switch
    {
        { Refusal: { } reason } => ProviderResult.Refused(reason),
        { SettlesAt: { } later } when later > now => ProviderResult.Pending(Reference),
        _ => ProviderResult.Succeeded(Reference),
    };

    public ProviderRecord RecordAt(DateTimeOffset now) => new(OrderId, Reference, ResultAt(now), new Money(Amount, Currency), Refunded);
}
