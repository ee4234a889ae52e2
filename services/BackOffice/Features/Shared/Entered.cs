namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>What people type.</summary>
internal static class Entered
{
    /// <summary>Without spaces around it; null where nothing is left.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>When a day begins: times of the back office are UTC.</summary>
    public static DateTimeOffset? Midnight(this DateTime? day) => day is { } date ? new(date.Date, TimeSpan.Zero) : null;
}
