using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Calls;

/// <summary>A call of the provider that is written down and now to be made.</summary>
internal sealed record ProviderCall
{
    public Guid AttemptId { get; init; }
    public Guid OrderId { get; init; }
    public Guid UserId { get; init; }

    /// <summary>Null where it is the capture.</summary>
    public Guid? RefundId { get; init; }
    public string? Token { get; init; }
    public string? ProviderReference { get; init; }
    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";
    public int Calls { get; init; }

    /// <summary>Of the request that it belongs to.</summary>
    public string? TraceParent { get; init; }

    public Money Money => new(Amount, Currency);

    /// <summary>The provider's idempotency key: the same however often the call is made.</summary>
    public string Key => RefundId is { } refund ? $"refund-{OrderId}-{refund}" : $"capture-{OrderId}";
}
