using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Domain;

/// <summary>An order as an event or an export describes it. A null member is unknown, and does not replace what is stored.</summary>
internal sealed record OrderSnapshot(Guid Id, Guid UserId, IReadOnlyList<OrderLine> Lines, Money Total)
{
    public string? TestGroup { get; init; }
    public DateTimeOffset? PlacedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public string? CancellationReason { get; init; }
}
