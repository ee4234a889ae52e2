using System.Globalization;

namespace Ecommerce.NotificationService.Tests;

/// <summary>The number of an order as people read it: the last 40 bits of its id in Crockford's base 32.</summary>
internal static class ShortNumber
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid order)
    {
        var bits = long.Parse($"{order:N}"[^10..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var digits = string.Concat(Enumerable.Range(0, 8).Select(place => Digits[(int)(bits >> (35 - 5 * place)) & 31]));
        return digits.Insert(4, "-");
    }
}
