using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Domain;

/// <summary>What a call is for; stored in lower case.</summary>
internal enum CallKind
{
    Capture,

    /// <summary>Asks for the result of a capture that was pending, or whose idempotency key may have expired.</summary>
    Query,

    /// <summary>Makes sure that nothing is captured any more.</summary>
    Cancel,
    Refund,
}

/// <summary>A call of the provider that was taken from the queue.</summary>
internal sealed record ProviderCall
{
    public Guid AttemptId { get; init; }
    public Guid OrderId { get; init; }
    public Guid UserId { get; init; }
    public CallKind Kind { get; init; }

    /// <summary>Set for a refund only.</summary>
    public Guid? RefundId { get; init; }
    public string? Token { get; init; }

    /// <summary>The provider's reference of the capture, where known.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>The provider's reference of a refund that was pending.</summary>
    public string? RefundReference { get; init; }
    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";
    public int Calls { get; init; }

    /// <summary>Whether the provider may no longer know the idempotency key.</summary>
    public bool KeyExpired { get; init; }

    /// <summary>The trace of the request that the call belongs to.</summary>
    public string? TraceParent { get; init; }

    public Capture Capture => new($"capture-{OrderId}", OrderId, UserId, Token ?? "", new Money(Amount, Currency), KeyExpired);

    public RefundCall Refund => new(
        $"refund-{OrderId}-{RefundId}", OrderId, RefundId!.Value, ProviderReference!, new Money(Amount, Currency), KeyExpired);
}
