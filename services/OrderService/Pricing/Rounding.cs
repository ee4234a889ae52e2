using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Pricing;

/// <summary>
/// The shop's one way to round: half away from zero, as invoices do, to the currency's own decimals; and to share, so that the parts
/// add up to the whole.
/// </summary>
internal static class Rounding
{
    /// <summary>With all decimals of the currency: 5 EUR are 5.00.</summary>
    public static decimal Round(decimal amount, string currency)
    {
        var decimals = Decimals(currency);
        return decimal.Round(amount + new decimal(0, 0, 0, isNegative: false, (byte)decimals), decimals, MidpointRounding.AwayFromZero);
    }

    public static bool HasDecimalsOf(decimal amount, string currency) => decimal.Round(amount, Decimals(currency)) == amount;

    public static int Decimals(string currency) => Currencies.TryGetDecimals(currency, out var decimals) ? decimals : 2;

    /// <summary>
    /// Shares <paramref name="amount"/> in proportion to <paramref name="weights"/>. What is rounded is the running sum, so nothing is left
    /// over, and a part of at most the whole never exceeds its weight.
    /// </summary>
    public static decimal[] Share(decimal amount, IReadOnlyList<decimal> weights, string currency)
    {
        var (whole, sum, shared) = (weights.Sum(), 0m, 0m);
        return [.. weights.Select(weight =>
        {
            sum += weight;
            var upToHere = whole == 0 ? 0 : Round(amount * sum / whole, currency);
            var share = upToHere - shared;
            shared = upToHere;
            return share;
        })];
    }

    /// <summary>What <paramref name="pieces"/> of a line cost that costs <paramref name="amount"/>, when <paramref name="before"/> were settled: all pieces add up to the line.</summary>
    public static decimal Pieces(decimal amount, int before, int pieces, int quantity, string currency)
        => Round(amount * (before + pieces) / quantity, currency) - Round(amount * before / quantity, currency);
}
