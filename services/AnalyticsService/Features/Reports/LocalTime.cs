using System.Globalization;

namespace Ecommerce.AnalyticsService.Features.Reports;

internal static class LocalTime
{
    /// <summary>With the offset, which distinguishes the two hours that are repeated when the clock is put back.</summary>
    public static string Local(this DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
