using System.Globalization;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Tests;

public sealed class BulkChangeTests
{
    [Theory]
    [InlineData("49.90", "EUR", "10", "54.89")]
    [InlineData("0.05", "EUR", "-10", "0.05")]
    [InlineData("1.10", "EUR", "-50", "0.55")]
    [InlineData("1.01", "EUR", "50", "1.52")]
    [InlineData("105", "JPY", "10", "116")]
    [InlineData("1.235", "KWD", "-10", "1.112")]
    public void Price_rises_by_percent_rounded_half_away_from_zero_to_the_currencys_decimals(
        string before, string currency, string percent, string after)
    {
        var details = Priced(new Money(Number(before), currency));

        var (draft, _) = new BulkChange(Number(percent), null, null).Apply(details);

        Assert.Equal(Number(after), draft!.Details.Variants[0].Price.Amount);
    }

    [Theory]
    [InlineData("0.01", "-60", null)]
    [InlineData("9999999", "10", null)]
    [InlineData("100", "-20", "80")]
    public void Price_that_cannot_be_fails(string before, string percent, string? sale)
    {
        var details = Priced(new Money(Number(before), "EUR"), sale is null ? null : new Money(Number(sale), "EUR"));

        var (draft, failure) = new BulkChange(Number(percent), null, null).Apply(details);

        Assert.Null(draft);
        Assert.StartsWith("The price of LAMP-1 would", failure, StringComparison.Ordinal);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static ProductDetails Priced(Money price, Money? sale = null)
    {
        var details = Samples.Draft(1, "LAMP-1").Details;
        var onSale = sale is { } money ? new Sale(money, null, null) : null;
        return details with { Variants = [details.Variants[0] with { Price = price, Sale = onSale }] };
    }
}
