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
        var number when number.GetValueKind() is JsonValueKind.Number => Written(number.GetValue<decimal>(), row, column),
        var text => text.ToString(),
    };

    /// <summary>Whether the value is a text to translate.</summary>
    public static bool IsWord(ReportColumn column) => column == ReportColumn.Reason;

    /// <summary>The total of a column in one currency.</summary>
    public static string Sum(IReadOnlyList<JsonObject> rows, ReportColumn column)
        => Written(rows.Sum(row => row[column.Member]!.GetValue<decimal>()), rows[0], column);

    /// <summary>How far the lines of a chart are from each other, so that there are at most ten: 1, 2 or 5 of a power of ten.</summary>
    public static int Step(double highest)
    {
        for (var step = 1; ; step *= 10)
            foreach (var part in (int[])[1, 2, 5])
                if (highest <= 10.0 * step * part || step > 100_000_000)
                    return step * part;
    }

    private static string Written(decimal number, JsonObject row, ReportColumn column)
        => column.IsMoney ? Format.Grouped(number, $"{row["currency"]}") : number.ToString(Decimal, CultureInfo.InvariantCulture);
}
