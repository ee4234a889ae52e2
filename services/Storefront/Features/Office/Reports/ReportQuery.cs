using System.Globalization;

namespace Ecommerce.Storefront.Features.Office.Reports;

/// <summary>The period and unit of the reports, as the form sends them.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, inclusive.</param>
/// <param name="By">hour, day, week or month.</param>
/// <param name="Of">The base of an experiment's conversions: visitors or placed orders.</param>
public sealed record ReportQuery(string? From, string? To, string? By, string? TimeZone, string? Of)
{
    private const string Date = "yyyy-MM-dd";

    public static readonly IReadOnlyList<string> Units = ["hour", "day", "week", "month"];

    /// <summary>Common periods.</summary>
    public static IEnumerable<(string Label, ReportQuery Query)> Usual(DateOnly today, string? timeZone)
    {
        yield return ("Today", Last(1, "hour"));
        yield return ("7 days", Last(7, "day"));
        yield return ("30 days", Last(30, "day"));
        yield return ("90 days", Last(90, "week"));
        yield return ("12 months", new(Text(today.AddDays(1 - today.Day).AddMonths(-11)), Text(today), "month", timeZone, null));

        ReportQuery Last(int days, string by) => new(Text(today.AddDays(1 - days)), Text(today), by, timeZone, null);
    }

    /// <summary>For links to the same reports.</summary>
    public QueryString ToQuery() => Query(To, By);

    /// <summary>For the API, where the end is exclusive.</summary>
    /// <param name="by">Overrides the selected unit.</param>
    public QueryString ForApi(string? by = null) => Query(DayAfter(To), by ?? By);

    private QueryString Query(string? to, string? by) => QueryString.Create(
        new (string Name, string? Value)[] { ("from", From), ("to", to), ("by", by), ("timeZone", TimeZone), ("of", Of) }
            .Where(part => !string.IsNullOrWhiteSpace(part.Value))
            .Select(part => KeyValuePair.Create(part.Name, part.Value)));

    /// <summary>An invalid date stays unchanged: the API reports the error.</summary>
    private static string? DayAfter(string? day)
        => DateOnly.TryParseExact(day, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue
            ? Text(date.AddDays(1))
            : day;

    private static string Text(DateOnly date) => date.ToString(Date, CultureInfo.InvariantCulture);
}
