using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Tests.Pricing;

/// <summary>Totals calculated by hand.</summary>
public sealed class PriceRulesTests
{
    [Fact]
    public void Total_without_rules_equals_the_subtotal()
    {
        var priced = PriceRules.Price(Goods(("A", 3, 0.10m), ("B", 1, 109.99m)), 0, Standard("US"), new());

        Assert.Equal(new Totals("EUR", 110.29m, 0, 0, 0, 0), priced.Totals);
        Assert.Equal(110.29m, priced.Totals.Total);
    }

    [Fact]
    public void Exclusive_tax_is_added_to_each_line_and_to_shipping()
    {
        // 2 x 19.99 - 4.00 = 35.98, of which 19 % are 6.8362; 4.90 of shipping bear 0.931.
        var priced = PriceRules.Price(Goods(("A", 2, 19.99m)), 4m, Standard("DE", 4.90m), Rules());

        Assert.Equal(new Totals("EUR", 39.98m, 4m, 4.90m, 6.84m + 0.93m, 0), priced.Totals);
        Assert.Equal(48.65m, priced.Totals.Total);
        Assert.Equal((4m, 6.84m), (priced.Lines[0].Discount, priced.Lines[0].Tax));
    }

    [Fact]
    public void Inclusive_tax_is_reported_and_not_added()
    {
        // 39.98 - 39.98 / 1.19 = 6.3834; 4.90 - 4.90 / 1.19 = 0.7824.
        var priced = PriceRules.Price(Goods(("A", 2, 19.99m)), 0, Standard("DE", 4.90m), Rules(taxIncluded: true));

        Assert.Equal(new Totals("EUR", 39.98m, 0, 4.90m, 0, 6.38m + 0.78m), priced.Totals);
        Assert.Equal(44.88m, priced.Totals.Total);
        Assert.Equal(0, priced.Lines[0].Tax);
    }

    [Fact]
    public void Lines_keep_their_rate_and_know_the_tax_in_their_price()
    {
        // 19.99 - 19.99 / 1.19 = 3.1917.
        var included = PriceRules.Price(Goods(("A", 1, 19.99m)), 0, Standard("DE"), Rules(taxIncluded: true));
        var added = PriceRules.Price(Goods(("A", 1, 19.99m)), 0, Standard("DE"), Rules());

        Assert.Equal((0.19m, 0.19m), (included.Lines[0].TaxRate, added.Lines[0].TaxRate));
        Assert.Equal(3.19m, PriceRules.TaxIncluded(included.Lines[0], included.Totals));
        Assert.Equal(0, PriceRules.TaxIncluded(added.Lines[0], added.Totals));
        Assert.Equal(0, PriceRules.TaxIncluded(included.Lines[0] with { TaxRate = null }, included.Totals));
    }

    [Theory]
    [InlineData(50, 0, 0)]
    [InlineData(49.99, 0, 4.90)]
    [InlineData(60, 10, 0)]
    [InlineData(60, 10.01, 4.90)]
    public void Shipping_is_free_from_a_threshold_after_the_discount(decimal goods, decimal discount, decimal shipping)
    {
        var rules = Rules();

        var priced = PriceRules.Price(Goods(("A", 1, goods)), discount, rules.FindOffer("standard", "DE", "EUR")!, rules);

        Assert.Equal(shipping, priced.Totals.Shipping);
    }

    [Theory]
    [InlineData("DE", "EUR", 4.90)]
    [InlineData("FR", "EUR", 9.90)]
    [InlineData("DE", "JPY", 700)]
    [InlineData("DE", "USD", 0)]
    public void Country_without_a_shipping_rate_pays_the_default_of_the_currency(string country, string currency, decimal shipping)
    {
        var rules = Rules();
        rules.Shipping["Default"] = new() { ["EUR"] = new() { Price = 9.90m }, ["JPY"] = new() { Price = 700 } };

        Assert.Equal(shipping, rules.FindOffer("standard", country, currency)!.PriceFor(1m, currency));
    }

    [Theory]
    [InlineData("DE", "Books", 0.07)]
    [InlineData("DE", "books", 0.07)]
    [InlineData("DE", "Camping", 0.19)]
    [InlineData("DE", null, 0.19)]
    [InlineData("US", "Books", 0)]
    public void Tax_rate_of_a_category_overrides_the_rate_of_the_country(string country, string? category, decimal rate)
        => Assert.Equal(rate, Rules().TaxIn(country, category));

    [Fact]
    public void Half_a_cent_is_rounded_away_from_zero()
    {
        var rules = new PricingOptions { Taxes = { ["DE"] = new() { Rate = 0.5m } } };

        Assert.Equal(0.03m, PriceRules.Price(Goods(("A", 1, 0.05m)), 0, Standard("DE"), rules).Totals.Tax);
    }

    [Fact]
    public void Invalid_pricing_settings_are_reported_by_name()
    {
        var wrong = new PricingOptions
        {
            Shipping = { ["Germany"] = [], ["DE"] = new() { ["EURO"] = new(), ["JPY"] = new() { Price = 1.5m, FreeFrom = -1 } } },
            Taxes = { ["de"] = new() { Rate = 19, Categories = { ["Books"] = -1 } } },
        };

        Assert.Equal(
            [
                "Shipping:DE:EURO", "Shipping:DE:JPY:FreeFrom", "Shipping:DE:JPY:Price", "Shipping:Germany", "Taxes:de",
                "Taxes:de:Categories:Books", "Taxes:de:Rate"
            ],
            PricingValidation.Check(wrong).SelectMany(result => result.MemberNames).Order(StringComparer.Ordinal));
        Assert.Empty(PricingValidation.Check(Rules()));
    }

    private static PricingOptions Rules(bool taxIncluded = false) => new()
    {
        TaxIncluded = taxIncluded,
        Shipping = { ["DE"] = new() { ["EUR"] = new() { Price = 4.90m, FreeFrom = 50m } } },
        Taxes = { ["DE"] = new() { Rate = 0.19m, Categories = { ["Books"] = 0.07m } } },
    };

    private static ShippingOffer Standard(string country, decimal price = 0)
        => new(new("standard", "Standard", null, null, null, NeedsAddress: true), country, new() { Price = price });

    private static Goods Goods(params (string Sku, int Quantity, decimal Price)[] lines) => new(
        [.. lines.Select(line => new OrderLine(line.Sku, Guid.CreateVersion7(), line.Sku, line.Quantity, new(line.Price, "EUR")))],
        [.. lines.Select(_ => (string?)null)]);
}
