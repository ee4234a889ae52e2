namespace Ecommerce.AnalyticsService.Domain;

/// <param name="State">Running, Done or Failed.</param>
/// <param name="Orders">Lines of the orders' export that were read so far; likewise payments and reviews.</param>
/// <param name="Failure">Why it failed; the reports are then unchanged.</param>
internal sealed record Rebuild(
    Guid Id, int Generation, string State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Orders, long Payments, long Reviews,
    string? Failure);

/// <summary>Lines of each export that were read so far.</summary>
internal sealed record RebuildProgress(long Orders, long Payments, long Reviews);
