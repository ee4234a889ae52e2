using System.Globalization;
using Ecommerce.AnalyticsService.Domain;
using Ecommerce.ServiceDefaults;
using Ecommerce.ServiceDefaults.Json;

namespace Ecommerce.AnalyticsService.Features.Reports;

/// <summary>The query string of a report.</summary>
/// <param name="From">A date of the time zone or an instant; by default 30 days before <paramref name="To"/>.</param>
/// <param name="To">A date of the time zone or an instant, exclusive; by default now.</param>
/// <param name="By">hour, day, week or month.</param>
/// <param name="TimeZone">An IANA name such as <c>Europe/Berlin</c>; by default UTC.</param>
/// <param name="Format">json or csv; by default what <c>Accept</c> says.</param>
internal sealed record ReportQuery(string? From, string? To, string? By, string? TimeZone, string? Format)
{
    private const int DefaultDays = 30;
    private const string InstantMessage = "must be a date such as 2026-03-01 or a time such as 2026-03-01T00:00:00Z, of 2000 to 2199";

    private static readonly DateTimeOffset Min = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Max = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null when there are errors.</summary>
    public ReportRange? ParseRange(DateTimeOffset now, FieldErrors errors)
    {
        var zone = ParseZone(TimeZone);
        var unit = ParseUnit(By ?? "day");
        var to = ParseInstant(To, zone, now);
        var from = ParseInstant(From, zone, (to ?? now).AddDays(-DefaultDays));
        errors
            .Check("timeZone", zone is not null, "must be an IANA time zone such as Europe/Berlin")
            .Check("by", unit is not null, "must be hour, day, week or month")
            .Check("from", from >= Min && from < Max, InstantMessage)
            .Check("to", to > Min && to <= Max, InstantMessage);
        return errors.IsEmpty ? Split(from!.Value, to!.Value, unit!.Value, zone!, errors) : null;
    }

    private static ReportRange? Split(DateTimeOffset from, DateTimeOffset to, ReportUnit unit, TimeZoneInfo zone, FieldErrors errors)
    {
        var starts = Buckets.Between(from, to, unit, zone, ReportRange.MaxBuckets);
        errors
            .Check("to", to > from, "must be after from")
            .Check(
                "by", starts.Count <= ReportRange.MaxBuckets,
                $"would make more than {ReportRange.MaxBuckets} rows: take a longer unit or a shorter time");
        return errors.IsEmpty ? new(from, to, unit, zone, starts) : null;
    }

    private static TimeZoneInfo? ParseZone(string? name) => name switch
    {
        null => TimeZoneInfo.Utc,
        { Length: > 0 and <= 64 } when TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId => zone,
        _ => null,
    };

    private static ReportUnit? ParseUnit(string name) => EnumName.TryParse<ReportUnit>(name, out var unit) ? unit : null;

    private static DateTimeOffset? ParseInstant(string? text, TimeZoneInfo? zone, DateTimeOffset defaultValue)
    {
        if (text is null)
            return defaultValue;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date.Year is >= 2000 and <= 2200 ? Buckets.StartOf(date, zone ?? TimeZoneInfo.Utc) : null;
        return Rfc3339.TryParse(text, out var instant) ? instant : null;
    }
}
