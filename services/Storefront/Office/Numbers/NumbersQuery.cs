using System.Globalization;

namespace Ecommerce.Storefront.Office.Numbers;

/// <summary>Which time the numbers are of, as its form says it.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, which is part of it.</param>
/// <param name="By">hour, day, week or month.</param>
/// <param name="Of">What conversions of an experiment are out of: visitors or placed orders.</param>
public sealed record NumbersQuery(string? From, string? To, string? By, string? TimeZone, string? Of)
{
    private const string Date = "yyyy-MM-dd";

    public static readonly IReadOnlyList<string> Units = ["hour", "day", "week", "month"];

    /// <summary>Times that are often looked at.</summary>
    public static IEnumerable<(string Label, NumbersQuery Query)> Usual(DateOnly today, string? timeZone)
    {
        yield return ("Today", Last(1, "hour"));
        yield return ("7 days", Last(7, "day"));
        yield return ("30 days", Last(30, "day"));
        yield return ("90 days", Last(90, "week"));
        yield return ("12 months", new(Text(today.AddDays(1 - today.Day).AddMonths(-11)), Text(today), "month", timeZone, null));

        NumbersQuery Last(int days, string by) => new(Text(today.AddDays(1 - days)), Text(today), by, timeZone, null);
    }

    /// <summary>For links to the same numbers.</summary>
    public QueryString ToQuery() => Query(To, By);

    /// <summary>As the API wants it, which leaves its last day out.</summary>
    /// <param name="by">Another unit than the chosen one.</param>
    public QueryString ForApi(string? by = null) => Query(DayAfter(To), by ?? By);

    private QueryString Query(string? to, string? by) => QueryString.Create(
        new (string Name, string? Value)[] { ("from", From), ("to", to), ("by", by), ("timeZone", TimeZone), ("of", Of) }
            .Where(part => !string.IsNullOrWhiteSpace(part.Value))
            .Select(part => KeyValuePair.Create(part.Name, part.Value)));

    /// <summary>What is no date stays as it is: the API says what is wrong with it.</summary>
    private static string? DayAfter(string? day)
        => DateOnly.TryParseExact(day, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue ? Text(date.AddDays(1)) : day;

    private static string Text(DateOnly date) => date.ToString(Date, CultureInfo.InvariantCulture);
}
