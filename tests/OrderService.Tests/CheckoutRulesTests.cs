using Ecommerce.Contracts;
using Ecommerce.OrderService.Checkout;

namespace Ecommerce.OrderService.Tests;

public sealed class CheckoutRulesTests
{
    private static Variant Sold(string sku, decimal price, string currency = "EUR", bool published = true)
        => new(sku, Guid.CreateVersion7(), sku, new(price, currency), published);

    [Fact]
    public void The_subtotal_is_the_sum_of_its_lines_at_the_catalogues_prices()
    {
        var basket = Basket.For([new("A", 3), new("B", 1)], [Sold("A", 0.1m), Sold("B", 109.99m)]);

        Assert.Equal(new Money(110.29m, "EUR"), basket.Goods!.Subtotal);
    }

    [Fact]
    public void What_is_not_published_is_unknown()
        => Assert.Equal(["B", "C"], Basket.For([new("A", 1), new("B", 1), new("C", 1)], [Sold("A", 1), Sold("B", 1, published: false)]).UnknownSkus.AsEnumerable());

    [Fact]
    public void Two_currencies_make_no_total()
        => Assert.True(Basket.For([new("A", 1), new("B", 1)], [Sold("A", 1), Sold("B", 1, "USD")]).MixesCurrencies);
}
