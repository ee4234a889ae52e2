namespace Ecommerce.AnalyticsService.Reports;

/// <summary>A row of a report, which is a line of a table too.</summary>
internal interface IReportRow
{
    /// <summary>The heads of the columns.</summary>
    static abstract IReadOnlyList<string> Columns { get; }

    /// <summary>A line, in the order of the columns.</summary>
    object?[] Cells { get; }
}

/// <param name="By">The unit of its rows.</param>
/// <param name="Rows">A row for every bucket, with zeros where nothing happened.</param>
internal sealed record Report<TRow>(DateTimeOffset From, DateTimeOffset To, string By, string TimeZone, IReadOnlyList<TRow> Rows)
    where TRow : IReportRow
{
    public static Report<TRow> Of(ReportRange range, IReadOnlyList<TRow> rows) => new(
        TimeZoneInfo.ConvertTime(range.From, range.Zone), TimeZoneInfo.ConvertTime(range.To, range.Zone),
        range.Unit.ToString().ToLowerInvariant(), range.Zone.Id, rows);
}
