using System.Globalization;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Charts;

/// <summary>What is drawn and told over time.</summary>
/// <param name="By">How long a bucket is: hour, day, week or month.</param>
/// <param name="Starts">When each bucket begins, with the offset of the report's time zone.</param>
public sealed record Figure(string Title, string By, IReadOnlyList<DateTimeOffset> Starts, IReadOnlyList<Series> Series)
{
    /// <summary>Of a bucket's beginning, as it fits under a chart.</summary>
    public string AxisLabel(int bucket) => Of(bucket, By switch { "hour" => "d MMM HH:mm", "month" => "MMM yyyy", _ => "d MMM" });

    /// <summary>With the offset for hours, because there are two at 02:00 when the clock is put back.</summary>
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
/// <param name="IsDrawn">Whether it is in the chart, or in the table alone.</param>
public sealed record Series(string Label, IReadOnlyList<decimal?> Values, string? Currency = null, bool IsDrawn = true)
{
    public string Text(int bucket) => Values[bucket] switch
    {
        null => "",
        { } money when Currency is { } currency => new Price(money, currency).ToString(),
        { } count => count.ToString("#,0.##", CultureInfo.InvariantCulture),
    };
}
