namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>What people type.</summary>
internal static class Entered
{
    /// <summary>Without spaces around it; null where nothing is left.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>When a day begins: times of the back office are UTC.</summary>
    public static DateTimeOffset? Midnight(this DateTime? day) => day is { } date ? new(date.Date, TimeSpan.Zero) : null;

    /// <summary>The day of a time.</summary>
    public static DateTime? Day(this DateTimeOffset? time) => time?.UtcDateTime.Date;

    /// <summary>The last day before an end, which is exclusive: a form shows it inclusive, as people say it.</summary>
    public static DateTime? LastDay(this DateTimeOffset? end) => Day(end?.AddTicks(-1));

    /// <summary>The beginning of a period. A time within a day, which the form does not show, stays where the day does.</summary>
    /// <param name="known">As it was.</param>
    public static DateTimeOffset? ToBeginning(this DateTime? firstDay, DateTimeOffset? known)
        => firstDay == known.Day() ? known : firstDay.Midnight();

    /// <summary>The exclusive end of a period, likewise.</summary>
    /// <param name="known">As it was.</param>
    public static DateTimeOffset? ToEnd(this DateTime? lastDay, DateTimeOffset? known)
        => lastDay == known.LastDay() ? known : (lastDay?.AddDays(1)).Midnight();
}
