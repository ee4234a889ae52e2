namespace Ecommerce.AnalyticsService.Domain;

/// <summary>
/// The beginnings of hours, days, weeks or months in a time zone. A day begins at its first instant: after midnight where the clock is put
/// forward over midnight, at the first midnight where there are two. The day on which the clock changes has 23 or 25 hours.
/// </summary>
internal static class Buckets
{
    /// <summary>
    /// Starts with the bucket of <paramref name="from"/> and ends before <paramref name="to"/>. At most one more than <paramref
    /// name="max"/>, so that callers see that there are too many.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset to, ReportUnit unit, TimeZoneInfo zone, int max)
    {
        var starts = unit is ReportUnit.Hour ? Hours(from, zone) : Dates(from, unit, zone);
        return [.. starts.TakeWhile(start => start < to).Take(max + 1)];
    }

    /// <summary>The first instant of a date.</summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(1);
        // Of two midnights, the earlier one has the larger offset.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new(midnight, offset);
    }

    private static IEnumerable<DateTimeOffset> Hours(DateTimeOffset from, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone);
        var start = local - IntoHour(local);
        while (true)
        {
            yield return start;
            // The next full hour of local time: where the offset changes by half an hour, one hour is half as long.
            start = TimeZoneInfo.ConvertTime(start + TimeSpan.FromHours(1) - IntoHour(start), zone);
        }
    }

    private static IEnumerable<DateTimeOffset> Dates(DateTimeOffset from, ReportUnit unit, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(from, zone);
        var date = First(DateOnly.FromDateTime(local.DateTime), unit);
        while (true)
        {
            yield return StartOf(date, zone);
            date = Next(date, unit);
        }
    }

    private static DateOnly First(DateOnly date, ReportUnit unit) => unit switch
    {
        ReportUnit.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        ReportUnit.Month => new(date.Year, date.Month, 1),
        _ => date,
    };

    private static DateOnly Next(DateOnly date, ReportUnit unit) => unit switch
    {
        ReportUnit.Week => date.AddDays(7),
        ReportUnit.Month => date.AddMonths(1),
        _ => date.AddDays(1),
    };

    private static TimeSpan IntoHour(DateTimeOffset local) => TimeSpan.FromTicks(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour);
}
