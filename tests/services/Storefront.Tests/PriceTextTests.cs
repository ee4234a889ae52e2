using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Tests;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("1234.5", "USD", "$1,234.50")]
    [InlineData("-23.8", "USD", "-$23.80")]
    [InlineData("-0.5", "EUR", "-€0.50")]
    [InlineData("1.234", "KWD", "1.234 KWD")]
    [InlineData("-1.2", "KWD", "-1.200 KWD")]
    [InlineData("100", "JPY", "100 JPY")]
    [InlineData("12000", "KRW", "12,000 KRW")]
    public void Price_has_the_decimals_of_its_currency_and_its_sign_in_front(string amount, string currency, string text)
        => Assert.Equal(text, Written(amount, currency, Language.English));

    [Theory]
    [InlineData("1234.5", "EUR", "1.234,50\u00A0€")]
    [InlineData("-23.8", "USD", "-23,80\u00A0$")]
    [InlineData("1.234", "KWD", "1,234 KWD")]
    [InlineData("12000", "KRW", "12.000 KRW")]
    public void German_price_has_a_comma_and_its_currency_behind(string amount, string currency, string text)
        => Assert.Equal(text, Written(amount, currency, Language.German));

    private static string Written(string amount, string currency, Language language)
    {
        CultureInfo.CurrentCulture = language.Culture;
        return $"{new Price(decimal.Parse(amount, CultureInfo.InvariantCulture), currency)}";
    }
}
