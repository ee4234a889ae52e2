using System.Globalization;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Tests.Pricing;

/// <summary>Which methods a shop offers where and for how much, looked up by hand.</summary>
public sealed class ShippingMethodTests
{
    [Fact]
    public void Shop_without_methods_offers_the_standard_one_free()
    {
        var offer = Assert.Single(new PricingOptions().OffersTo("US", "USD"));

        Assert.Equal(new ShippingMethod("standard", "Standard", null, null, null, NeedsAddress: true), offer.Method);
        Assert.Equal(0, offer.PriceFor(1000m, "USD"));
    }

    [Theory]
    [InlineData("DE", "EUR", "standard 4.9, pick-up 0, express 12.9")]
    [InlineData("AT", "EUR", "standard 7.9, express 15")]
    [InlineData("DE", "USD", "standard 0, express 20")]
    [InlineData("AT", "GBP", "standard 0")]
    public void Method_is_offered_where_it_has_a_rate_of_the_country_or_the_default(string country, string currency, string expected)
        => Assert.Equal(expected, string.Join(
            ", ", Rules().OffersTo(country, currency).Select(offer => string.Create(
                CultureInfo.InvariantCulture, $"{offer.Method.Id} {offer.PriceFor(10m, currency):0.##}"))));

    [Theory]
    [InlineData("standard", 49.99, 4.90)]
    [InlineData("standard", 50, 0)]
    [InlineData("express", 50, 12.90)]
    [InlineData("express", 99.99, 12.90)]
    [InlineData("express", 100, 0)]
    public void Each_method_is_free_from_a_threshold_of_its_own(string method, decimal goods, decimal price)
        => Assert.Equal(price, Rules().FindOffer(method, "DE", "EUR")!.PriceFor(goods, "EUR"));

    [Theory]
    [InlineData("express", "AT", "GBP")]
    [InlineData("pick-up", "AT", "EUR")]
    [InlineData("drone", "DE", "EUR")]
    public void Method_without_a_rate_is_not_offered(string method, string country, string currency)
        => Assert.Null(Rules().FindOffer(method, country, currency));

    [Fact]
    public void Standard_method_is_described_under_methods_and_priced_under_shipping()
    {
        var rules = Rules();
        rules.Methods["standard"] = new() { Name = "By post", MinDays = 2, MaxDays = 4 };

        var offer = rules.FindOffer("standard", "DE", "EUR")!;

        Assert.Equal(("By post", 2, 4, 4.90m), (offer.Method.Name, offer.Method.MinDays, offer.Method.MaxDays, offer.Rate.Price));
        Assert.Empty(PricingValidation.Check(rules));
    }

    [Fact]
    public void Only_a_method_that_says_so_needs_no_address()
        => Assert.Equal(
            [true, true, false, true],
            new[] { "standard", "express", "pick-up", "drone" }.Select(method => Rules().NeedsAddress(method)));

    [Fact]
    public void Invalid_shipping_methods_are_reported_by_name()
    {
        var wrong = new PricingOptions
        {
            Methods =
            {
                ["Over Night"] = new() { Name = "Over night" },
                ["express"] = new()
                {
                    Name = " ", MinDays = 3, MaxDays = 2, Rates = { ["Germany"] = new() { ["EUR"] = new() { Price = 0.005m } } },
                },
                ["slow"] = new() { MinDays = -1 },
                ["standard"] = new() { Rates = { ["DE"] = new() { ["EUR"] = new() { Price = 5 } } } },
            },
        };

        Assert.Equal(
            [
                "Methods:Over Night", "Methods:express:MaxDays", "Methods:express:Name", "Methods:express:Rates:Germany",
                "Methods:express:Rates:Germany:EUR:Price", "Methods:slow:MinDays", "Methods:slow:Name", "Methods:standard:Rates"
            ],
            PricingValidation.Check(wrong).SelectMany(result => result.MemberNames).Order(StringComparer.Ordinal));
        Assert.Empty(PricingValidation.Check(Rules()));
    }

    private static PricingOptions Rules() => new()
    {
        Shipping =
        {
            ["DE"] = new() { ["EUR"] = new() { Price = 4.90m, FreeFrom = 50m } },
            ["Default"] = new() { ["EUR"] = new() { Price = 7.90m } },
        },
        Methods =
        {
            ["express"] = new()
            {
                Name = "Express",
                Rates =
                {
                    ["DE"] = new() { ["EUR"] = new() { Price = 12.90m, FreeFrom = 100m } },
                    ["Default"] = new() { ["EUR"] = new() { Price = 15m }, ["USD"] = new() { Price = 20m } },
                },
            },
            ["pick-up"] = new() { Name = "Pick-up", NeedsAddress = false, Rates = { ["DE"] = new() { ["EUR"] = new() } } },
        },
    };
}
