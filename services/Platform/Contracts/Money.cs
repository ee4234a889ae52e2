using System.Globalization;

namespace Ecommerce.Contracts;

/// <summary>An amount in the major unit of an ISO 4217 currency, such as <c>109.99 USD</c>. Never a binary floating point number.</summary>
/// <param name="Amount">Major units, at most the currency's own number of decimals.</param>
/// <param name="Currency">Three upper-case letters, ISO 4217.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>With all decimals of the currency, such as <c>1.230 KWD</c> or <c>100 JPY</c>.</summary>
    public override string ToString()
        => $"{Amount.ToString($"F{Currencies.DecimalsOf(Currency)}", CultureInfo.InvariantCulture)} {Currency}";
}
