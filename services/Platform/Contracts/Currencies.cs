using System.Collections.Frozen;

namespace Ecommerce.Contracts;

/// <summary>The circulating currencies of ISO 4217 and their number of decimals (minor units).</summary>
public static class Currencies
{
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string TwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT " +
        "LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN " +
        "QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS " +
        "VES WST XCD YER ZAR ZMW";

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Decimals = new[] { (NoDecimals, 0), (TwoDecimals, 2), (ThreeDecimals, 3) }
        .SelectMany(group => group.Item1.Split(' '), (group, code) => KeyValuePair.Create(code, group.Item2))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether <paramref name="code"/> is such a currency, and how many decimals its amounts may have.</summary>
    public static bool TryGetDecimals(string code, out int decimals) => Decimals.TryGetValue(code, out decimals);

    /// <summary>How many decimals amounts of a currency have; 2 where the code is not one of these.</summary>
    public static int DecimalsOf(string code) => TryGetDecimals(code, out var decimals) ? decimals : 2;

    /// <summary>A price that is raised by so many percent, or lowered where they are negative, rounded as invoices do.</summary>
    public static Money Raise(Money price, decimal percent)
        => price with { Amount = Round(price.Amount * (100 + percent) / 100, price.Currency) };

    /// <summary>
    /// Rounds half away from zero, as invoices do, to the decimals of the currency, and with all of them: 5 EUR are 5.00, 1.5 JPY are 2.
    /// </summary>
    public static decimal Round(decimal amount, string code)
    {
        var decimals = DecimalsOf(code);
        return decimal.Round(amount + new decimal(0, 0, 0, isNegative: false, (byte)decimals), decimals, MidpointRounding.AwayFromZero);
    }
}
