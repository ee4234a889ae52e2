using System.Globalization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.AnalyticsService.Reports;

/// <summary>Which time a report is about, as it is asked for.</summary>
/// <param name="From">A date of the time zone or a moment; 30 days before <paramref name="To"/> unless told.</param>
/// <param name="To">The first date or moment that is left out; now unless told.</param>
/// <param name="By">hour, day, week or month.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Berlin</c>; UTC unless told.</param>
/// <param name="Format">json or csv; what <c>Accept</c> says unless told.</param>
internal sealed record ReportQuery(string? From, string? To, string? By, string? TimeZone, string? Format);

/// <summary>The time that a report is about: from its first moment to the one after its last, in buckets.</summary>
internal sealed record ReportRange(DateTimeOffset From, DateTimeOffset To, ReportUnit Unit, TimeZoneInfo Zone, IReadOnlyList<DateTimeOffset> Starts)
{
    public const int MostBuckets = 2000;

    private const int DefaultDays = 30;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null where something is wrong, which <paramref name="errors"/> names.</summary>
    public static ReportRange? Read(ReportQuery query, DateTimeOffset now, FieldErrors errors)
    {
        var zone = ZoneOf(query.TimeZone);
        var known = Enum.TryParse<ReportUnit>(query.By ?? "day", ignoreCase: true, out var unit) && !int.TryParse(query.By, CultureInfo.InvariantCulture, out _);
        errors
            .Check("timeZone", zone is not null, "must be an IANA time zone such as Europe/Berlin")
            .Check("by", known, "must be hour, day, week or month");
        var to = Moment(query.To, zone, now);
        var from = Moment(query.From, zone, (to ?? now).AddDays(-DefaultDays));
        errors
            .Check("from", from >= Earliest && from < Latest, "must be a date such as 2026-03-01 or a time such as 2026-03-01T00:00:00Z, of 2000 to 2199")
            .Check("to", to > Earliest && to <= Latest, "must be a date such as 2026-03-01 or a time such as 2026-03-01T00:00:00Z, of 2000 to 2199");
        if (!errors.IsEmpty)
            return null;
        errors.Check("to", to > from, "must be after from");
        var starts = Buckets.Between(from!.Value, to!.Value, unit, zone!, MostBuckets);
        errors.Check("by", starts.Count <= MostBuckets, $"would make more than {MostBuckets} rows: take a longer unit or a shorter time");
        return errors.IsEmpty ? new(from.Value, to.Value, unit, zone!, starts) : null;
    }

    private static TimeZoneInfo? ZoneOf(string? name) => name switch
    {
        null => TimeZoneInfo.Utc,
        { Length: > 0 and <= 64 } when TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId => zone,
        _ => null,
    };

    private static DateTimeOffset? Moment(string? text, TimeZoneInfo? zone, DateTimeOffset otherwise) => text switch
    {
        null => otherwise,
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            => date.Year is >= 2000 and <= 2200 ? Buckets.StartOf(date, zone ?? TimeZoneInfo.Utc) : null,
        _ when text.Contains('T', StringComparison.Ordinal) && HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) => moment,
        _ => null,
    };

    /// <summary>A time of day without an offset would be taken for that of the machine.</summary>
    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}
