using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Domain;

internal enum PaymentStatus
{
    /// <summary>The provider has not decided yet.</summary>
    Requested,
    Captured,
    Failed,
}

/// <summary>The one payment of an order.</summary>
internal sealed record Payment
{
    public required Guid OrderId { get; init; }
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Money Amount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required PaymentStatus Status { get; init; }

    /// <summary>Null for an order that was cancelled before its payment was requested.</summary>
    public string? Token { get; init; }
    public string? FailureReason { get; init; }
    public string? ProviderReference { get; init; }
    public bool Cancelled { get; init; }
    public DateTimeOffset? CapturedAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When the provider is called next; null where no call is due.</summary>
    public DateTimeOffset? NextCallAt { get; init; }

    /// <summary>How often the provider was called for the capture.</summary>
    public int CallCount { get; init; }

    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>What can still be refunded: pending refunds are subtracted too.</summary>
    public decimal Refundable => Status is PaymentStatus.Captured ? Amount.Amount - Refunds.Sum(refund => refund.Amount) : 0;

    public decimal Refunded => Refunds.Where(refund => refund.CompletedAt is not null).Sum(refund => refund.Amount);
}

/// <param name="NextCallAt">When the provider is called next; null where no call is due.</param>
/// <param name="Reference">The provider's reference of a refund that is pending there.</param>
internal sealed record Refund(
    Guid Id, decimal Amount, string Reason, DateTimeOffset RequestedAt, DateTimeOffset? CompletedAt, DateTimeOffset? NextCallAt,
    string? Reference);

internal static class FailureReasons
{
    public const string OrderCancelled = "order-cancelled";
}
