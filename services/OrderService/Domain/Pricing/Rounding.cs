using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Domain.Pricing;

/// <summary>
/// How the shop rounds: half away from zero, as invoices do, to the decimals of the currency. What is shared adds up to the whole.
/// </summary>
internal static class Rounding
{
    public static decimal Round(decimal amount, string currency) => Currencies.Round(amount, currency);

    public static bool HasDecimalsOf(decimal amount, string currency) => Round(amount, currency) == amount;

    /// <summary>
    /// Shares <paramref name="amount"/> in proportion to <paramref name="weights"/>. The running sum is what is rounded, so nothing is left
    /// over, and no share exceeds its weight while the amount is at most the total of the weights.
    /// </summary>
    public static decimal[] Share(decimal amount, IReadOnlyList<decimal> weights, string currency)
    {
        var total = weights.Sum();
        var shares = new decimal[weights.Count];
        var (weightSoFar, sharedSoFar) = (0m, 0m);
        for (var i = 0; i < shares.Length; i++)
        {
            weightSoFar += weights[i];
            var sharedWithThis = total == 0 ? 0 : Round(amount * weightSoFar / total, currency);
            shares[i] = sharedWithThis - sharedSoFar;
            sharedSoFar = sharedWithThis;
        }

        return shares;
    }

    /// <summary>The share of some pieces in what their line costs. The shares of all pieces add up to the line.</summary>
    /// <param name="amount">What the line costs.</param>
    /// <param name="before">Pieces whose share was taken before.</param>
    /// <param name="pieces">Pieces whose share is taken now.</param>
    /// <param name="quantity">All pieces of the line.</param>
    /// <param name="currency">That of the amount.</param>
    public static decimal PartOfLine(decimal amount, int before, int pieces, int quantity, string currency)
        => Round(amount * (before + pieces) / quantity, currency) - Round(amount * before / quantity, currency);
}
