using System.Globalization;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>How pages write times. UTC, as the API and the logs do: two people on one order see the same.</summary>
internal static class Format
{
    public static string Minute(this DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
