using Ecommerce.Contracts;

namespace Ecommerce.PaymentService.Provider.Stripe;

/// <summary>Amounts as Stripe takes them: whole numbers of a currency's smallest unit (docs.stripe.com/currencies).</summary>
internal static class MinorUnits
{
    /// <summary>Null: the currency has no such amount.</summary>
    public static long? Of(Money money)
    {
        var minor = money.Amount * Factor(money.Currency);
        return minor == decimal.Truncate(minor) && minor % Step(money.Currency) == 0 && minor is >= 0 and <= 99_999_999_999 ? (long)minor : null;
    }

    public static Money Money(long minor, string currency)
    {
        var code = currency.ToUpperInvariant();
        return new(minor / Factor(code), code);
    }

    private static decimal Factor(string currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "JPY" or "KMF" or "KRW" or "MGA" or "PYG" or "RWF" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 1m,
        "BHD" or "JOD" or "KWD" or "OMR" or "TND" => 1000m,
        _ => 100m,
    };

    /// <summary>What the smallest units must be a multiple of: cards know no thousandths, and these two have lost their hundredths.</summary>
    private static long Step(string currency) => currency switch
    {
        "BHD" or "JOD" or "KWD" or "OMR" or "TND" => 10,
        "ISK" or "UGX" => 100,
        _ => 1,
    };
}
