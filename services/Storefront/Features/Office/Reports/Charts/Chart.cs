using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Office.Reports.Charts;

/// <summary>A chart of values over time.</summary>
/// <param name="By">How long a bucket is: hour, day, week or month.</param>
/// <param name="Starts">The start of each bucket, with the offset of the report's time zone.</param>
public sealed record Chart(string Title, string By, IReadOnlyList<DateTimeOffset> Starts, IReadOnlyList<Series> Series)
{
    /// <summary>The short label of a bucket's start below the chart.</summary>
    public string AxisLabel(int bucket) => Of(bucket, By switch { "hour" => "d MMM HH:mm", "month" => "MMM yyyy", _ => "d MMM" });

    /// <summary>Hours have an offset: 02:00 occurs twice when daylight saving time ends.</summary>
    public string Label(int bucket) => By switch
    {
        "hour" => Of(bucket, "yyyy-MM-dd HH:mm zzz"),
        "week" => "week of " + Of(bucket, "yyyy-MM-dd"),
        "month" => Of(bucket, "yyyy-MM"),
        _ => Of(bucket, "yyyy-MM-dd"),
    };

    private string Of(int bucket, string format) => Starts[bucket].ToString(format, CultureInfo.InvariantCulture);
}

/// <param name="Values">One for each bucket; null where there is none.</param>
/// <param name="Currency">Of money; null for what is counted.</param>
/// <param name="IsDrawn">False for series that are only in the table.</param>
public sealed record Series(string Label, IReadOnlyList<decimal?> Values, string? Currency = null, bool IsDrawn = true)
{
    public string Text(int bucket) => Values[bucket] switch
    {
        null => "",
        { } money when Currency is { } currency => new Price(money, currency).ToString(),
        { } count => count.ToString("#,0.##", CultureInfo.InvariantCulture),
    };
}
