using System.Globalization;

namespace Ecommerce.Storefront.Features.Office.Reports.Charts;

internal static class Drawing
{
    /// <summary>A length in SVG syntax.</summary>
    public static string Length(this decimal length) => length.ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Length(decimal)"/>
    public static string Length(this double length) => length.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The short label of a tick.</summary>
    public static string Tick(this decimal value) => value switch
    {
        >= 1_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 10_000 => (value / 1_000).ToString("0.##", CultureInfo.InvariantCulture) + " k",
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
