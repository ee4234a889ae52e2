namespace Ecommerce.AnalyticsService.Rebuilds;

/// <param name="State">Running, Done or Failed.</param>
/// <param name="Orders">Lines of each export that were read so far.</param>
/// <param name="Failure">Why it failed; the numbers are then as they were before.</param>
internal sealed record Rebuild(
    Guid Id, int Generation, string State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Orders, long Payments, long Reviews, string? Failure);
