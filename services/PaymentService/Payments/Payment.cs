using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Payments;

internal enum PaymentStatus
{
    /// <summary>The provider's answer is owed.</summary>
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

    /// <summary>Null for an order that was cancelled before its payment was asked for.</summary>
    public string? Token { get; init; }
    public string? FailureReason { get; init; }
    public string? ProviderReference { get; init; }
    public bool Cancelled { get; init; }
    public DateTimeOffset? CapturedAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>When the provider is called next, and how often it was.</summary>
    public DateTimeOffset? CallAt { get; init; }
    public int Calls { get; init; }

    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>What can still be given back, refunds under way counted.</summary>
    public decimal Refundable => Status is PaymentStatus.Captured ? Amount.Amount - Refunds.Sum(refund => refund.Amount) : 0;

    public decimal Refunded => Refunds.Where(refund => refund.CompletedAt is not null).Sum(refund => refund.Amount);
}

/// <param name="Reference">The provider's, of a refund that it has not decided yet.</param>
internal sealed record Refund(
    Guid Id, decimal Amount, string Reason, DateTimeOffset RequestedAt, DateTimeOffset? CompletedAt, DateTimeOffset? CallAt, string? Reference);

internal static class FailureReasons
{
    public const string OrderCancelled = "order-cancelled";
}
