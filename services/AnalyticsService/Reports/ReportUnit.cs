namespace Ecommerce.AnalyticsService.Reports;

/// <summary>How long a bucket of a report is. A week is that of ISO 8601: it begins on Monday.</summary>
internal enum ReportUnit
{
    Hour,
    Day,
    Week,
    Month,
}
