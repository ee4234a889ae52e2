using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Provider.Simulated;

/// <summary>What the simulated provider recorded under a key.</summary>
internal sealed class SimulatedRow
{
    public string Reference { get; init; } = "";
    public Guid OrderId { get; init; }
    public string? Refusal { get; init; }
    public DateTimeOffset? SettlesAt { get; init; }
    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";
    public decimal Refunded { get; init; }

    /// <summary>False where an earlier call with the key had decided.</summary>
    public bool IsNew { get; init; }

    public ProviderAnswer AnswerAt(DateTimeOffset now) => this switch
    {
        { Refusal: { } reason } => ProviderAnswer.Refused(reason),
        { SettlesAt: { } later } when later > now => ProviderAnswer.Pending(Reference),
        _ => ProviderAnswer.Done(Reference),
    };

    public ProviderRecord RecordAt(DateTimeOffset now) => new(OrderId, Reference, AnswerAt(now), new Money(Amount, Currency), Refunded);
}
