using Ecommerce.Contracts;
using Ecommerce.PaymentService.Provider;

namespace Ecommerce.PaymentService.Calls;

/// <summary>What a call is for; written down with it, in lower case.</summary>
internal enum CallKind
{
    Capture,

    /// <summary>What became of a capture that the provider had not decided, or whose key it may have forgotten.</summary>
    Query,

    /// <summary>Nothing more is to be captured.</summary>
    Cancel,
    Refund,
}

/// <summary>A call of the provider that is written down and now to be made.</summary>
internal sealed record ProviderCall
{
    public Guid AttemptId { get; init; }
    public Guid OrderId { get; init; }
    public Guid UserId { get; init; }
    public CallKind Kind { get; init; }

    /// <summary>Of a refund only.</summary>
    public Guid? RefundId { get; init; }
    public string? Token { get; init; }

    /// <summary>Of the capture, where known.</summary>
    public string? ProviderReference { get; init; }

    /// <summary>Of a refund that the provider had not decided.</summary>
    public string? RefundReference { get; init; }
    public decimal Amount { get; init; }
    public string Currency { get; init; } = "";
    public int Calls { get; init; }

    /// <summary>Whether the provider may have forgotten what it did under the key.</summary>
    public bool KeyForgotten { get; init; }

    /// <summary>Of the request that it belongs to.</summary>
    public string? TraceParent { get; init; }

    public Capture Capture => new($"capture-{OrderId}", OrderId, UserId, Token ?? "", new Money(Amount, Currency), KeyForgotten);

    public RefundCall Refund => new(
        $"refund-{OrderId}-{RefundId}", OrderId, RefundId!.Value, ProviderReference!, new Money(Amount, Currency), KeyForgotten);
}
