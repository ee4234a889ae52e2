using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Infrastructure.Stripe;

/// <summary>Amounts in Stripe's format: whole numbers of a currency's smallest unit (docs.stripe.com/currencies).</summary>
internal static class MinorUnits
{
    private const long MaxAmount = 99_999_999_999;

    /// <returns>Null where Stripe does not accept the amount in this currency.</returns>
    public static long? FromMoney(Money money)
    {
        var minor = money.Amount * Factor(money.Currency);
        var isAccepted = minor is >= 0 and <= MaxAmount && minor == decimal.Truncate(minor) && minor % Step(money.Currency) == 0;
        return isAccepted ? (long)minor : null;
    }

    public static Money ToMoney(long minor, string currency)
    {
        var code = currency.ToUpperInvariant();
        return new(minor / Factor(code), code);
    }

    private static decimal Factor(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "JPY" or "KMF" or "KRW" or "MGA" or "PYG" or "RWF" or "VND" or "VUV" or "XAF" or "XOF" or "XPF"
            => 1m,
        "BHD" or "JOD" or "KWD" or "OMR" or "TND" => 1000m,
        _ => 100m,
    };

    /// <summary>Amounts must be a multiple of this: cards have no thousandths, and ISK and UGX no hundredths any more.</summary>
    private static long Step(string currency) => currency switch
    {
        "BHD" or "JOD" or "KWD" or "OMR" or "TND" => 10,
        "ISK" or "UGX" => 100,
        _ => 1,
    };
}
