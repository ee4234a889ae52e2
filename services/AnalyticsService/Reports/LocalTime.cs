using System.Globalization;

namespace Ecommerce.AnalyticsService.Reports;

internal static class LocalTime
{
    /// <summary>As a table shows a bucket: the time of its zone, which tells the two hours apart that a clock shows twice.</summary>
    public static string Local(this DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
