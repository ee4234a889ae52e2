using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>Values of a report's rows, as a table and a chart show them.</summary>
internal static class ReportValues
{
    public static bool IsNumber(JsonObject row, ReportColumn column) => row[column.Member]?.GetValueKind() is JsonValueKind.Number;

    public static double Number(JsonObject row, ReportColumn column)
        => row[column.Member] is { } value && value.GetValueKind() is JsonValueKind.Number ? value.GetValue<double>() : 0;

    /// <param name="row">Of the report.</param>
    /// <param name="column">Of the table.</param>
    /// <param name="by">The unit of the report: hours have a time.</param>
    public static string Text(JsonObject row, ReportColumn column, string by) => row[column.Member] switch
    {
        null => "",
        JsonObject estimate => $"{Share(estimate, "value")} ({Share(estimate, "low")} – {Share(estimate, "high")})",
        var start when column == ReportColumn.Start
            => start.GetValue<DateTimeOffset>().ToString(by == "hour" ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
        var number when number.GetValueKind() is JsonValueKind.Number
            => number.GetValue<decimal>().ToString("#,0.##", CultureInfo.InvariantCulture),
        var text => text.ToString(),
    };

    private static string Share(JsonObject estimate, string member)
        => estimate[member]!.GetValue<double>().ToString("0.00 %", CultureInfo.InvariantCulture);
}
