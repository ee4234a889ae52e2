namespace Ecommerce.AnalyticsService.Domain;

/// <summary>The length of a report's buckets. Weeks begin on Monday (ISO 8601).</summary>
internal enum ReportUnit
{
    Hour,
    Day,
    Week,
    Month,
}
