using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.BackOffice.Features.Shared;

namespace Ecommerce.BackOffice.Features.Numbers;

/// <summary>Values of a report's rows, as a table and a chart show them.</summary>
internal static class ReportValues
{
    private const string Decimal = "#,0.##";

    public static bool IsNumber(JsonObject row, ReportColumn column) => row[column.Member]?.GetValueKind() is JsonValueKind.Number;

    public static double Number(JsonObject row, ReportColumn column)
        => row[column.Member] is { } value && value.GetValueKind() is JsonValueKind.Number ? value.GetValue<double>() : 0;

    /// <param name="row">Of the report.</param>
    /// <param name="column">Of the table.</param>
    /// <param name="by">The unit of the report: hours have a time.</param>
    public static string Text(JsonObject row, ReportColumn column, string by) => row[column.Member] switch
    {
        null => "",
        var reason when column == ReportColumn.Reason => Words.Of(reason.ToString()),
        var start when column == ReportColumn.Start
            => start.GetValue<DateTimeOffset>().ToString(by == "hour" ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
        var number when number.GetValueKind() is JsonValueKind.Number
            => number.GetValue<decimal>().ToString(Decimal, CultureInfo.InvariantCulture),
        var text => text.ToString(),
    };

    /// <summary>Whether the value is a text to translate.</summary>
    public static bool IsWord(ReportColumn column) => column == ReportColumn.Reason;

    /// <summary>The total of a column in one currency.</summary>
    public static string Sum(IEnumerable<JsonObject> rows, ReportColumn column)
        => rows.Sum(row => row[column.Member]!.GetValue<decimal>()).ToString(Decimal, CultureInfo.InvariantCulture);
}
