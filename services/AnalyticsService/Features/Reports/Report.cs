using Ecommerce.AnalyticsService.Domain;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>A row of a report, in JSON and in CSV.</summary>
internal interface IReportRow
{
    /// <summary>The names of the columns in CSV.</summary>
    static abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The values in the order of the columns; a property would be a member of the JSON.</summary>
    object?[] Cells();
}

/// <param name="By">The unit of its rows.</param>
/// <param name="Rows">One for each bucket, with zeros where nothing happened.</param>
internal sealed record Report<TRow>(DateTimeOffset From, DateTimeOffset To, string By, string TimeZone, IReadOnlyList<TRow> Rows)
    where TRow : IReportRow
{
    public static Report<TRow> Of(ReportRange range, IReadOnlyList<TRow> rows) => new(
        TimeZoneInfo.ConvertTime(range.From, range.Zone), TimeZoneInfo.ConvertTime(range.To, range.Zone),
        range.Unit.ToString().ToLowerInvariant(), range.Zone.Id, rows);
}
