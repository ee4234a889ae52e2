using System.Globalization;
using System.Text.Json.Nodes;

namespace Ecommerce.BackOffice.Features.Today;

/// <summary>Seven days, today being the last of them, and the seven before.</summary>
internal sealed record Trend(decimal Now, decimal Before)
{
    public const int Days = 7;

    /// <summary>Such as <c>+12 %</c>; null where there was nothing to compare with.</summary>
    public string? Change => Before == 0 ? null : ((Now - Before) / Before).ToString("+0 %;-0 %;0 %", CultureInfo.InvariantCulture);

    /// <param name="rows">Of a report by day.</param>
    /// <param name="member">What is added up.</param>
    /// <param name="firstDay">Of the later seven.</param>
    public static Trend Of(IEnumerable<JsonObject> rows, string member, DateOnly firstDay)
    {
        var days = rows.ToLookup(row => DayOf(row) >= firstDay, row => row[member]!.GetValue<decimal>());
        return new(days[true].Sum(), days[false].Sum());
    }

    private static DateOnly DayOf(JsonObject row) => DateOnly.FromDateTime(row["start"]!.GetValue<DateTimeOffset>().UtcDateTime);
}
