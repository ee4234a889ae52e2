using System.Globalization;

namespace Ecommerce.Storefront.Charts;

internal static class Drawing
{
    /// <summary>A length as SVG has it.</summary>
    public static string Length(this decimal length) => length.ToString("0.##", CultureInfo.InvariantCulture);

    /// <inheritdoc cref="Length(decimal)"/>
    public static string Length(this double length) => length.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A value of a scale, as short as it can be.</summary>
    public static string Tick(this decimal value) => value switch
    {
        >= 1_000_000 => (value / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 10_000 => (value / 1_000).ToString("0.##", CultureInfo.InvariantCulture) + " k",
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
