namespace Ecommerce.AnalyticsService.Domain;

/// <summary>The time range of a report, split into buckets.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="Starts">The beginnings of the buckets.</param>
internal sealed record ReportRange(
    DateTimeOffset From, DateTimeOffset To, ReportUnit Unit, TimeZoneInfo Zone, IReadOnlyList<DateTimeOffset> Starts)
{
    public const int MaxBuckets = 2000;
}
