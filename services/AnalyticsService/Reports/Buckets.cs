namespace Ecommerce.AnalyticsService.Reports;

/// <summary>
/// The beginnings of the hours, days, weeks or months of a time zone. A day begins at its first moment: where the clock is put forward over
/// midnight that is later, and where midnight comes twice it is the first one. The day on which the clock changes has 23 or 25 hours.
/// </summary>
internal static class Buckets
{
    /// <summary>From the beginning of the bucket that <paramref name="from"/> lies in, up to and without <paramref name="to"/>; at most <paramref name="most"/> and one more.</summary>
    public static IReadOnlyList<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset to, ReportUnit unit, TimeZoneInfo zone, int most)
        => [.. (unit is ReportUnit.Hour ? Hours(from, zone) : Dates(from, unit, zone)).TakeWhile(start => start < to).Take(most + 1)];

    /// <summary>The first moment of a date.</summary>
    public static DateTimeOffset StartOf(DateOnly date, TimeZoneInfo zone)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(1);
        // Of two, the earlier is the one with the larger offset.
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
            // To the next full hour as the clock shows it; where it is changed by half an hour, an hour is half as long.
            start = TimeZoneInfo.ConvertTime(start + TimeSpan.FromHours(1) - IntoHour(start), zone);
        }
    }

    private static IEnumerable<DateTimeOffset> Dates(DateTimeOffset from, ReportUnit unit, TimeZoneInfo zone)
    {
        for (var date = First(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime), unit); ; date = Next(date, unit))
            yield return StartOf(date, zone);
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
