using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Carts;

namespace Ecommerce.OrderService.Tests;

public sealed class BasketTests
{
    private static CatalogVariant Sold(string sku, decimal price, string currency = "EUR", bool published = true)
        => new(sku, Guid.CreateVersion7(), sku, new(price, currency), published);

    [Fact]
    public void Subtotal_is_the_sum_of_the_lines_at_catalogue_prices()
    {
        var basket = Basket.Price([new("A", 3), new("B", 1)], [Sold("A", 0.1m), Sold("B", 109.99m)]);

        Assert.Equal(new Money(110.29m, "EUR"), basket.Goods!.Subtotal);
    }

    [Fact]
    public void Unpublished_variant_is_unknown()
        => Assert.Equal(
            ["B", "C"],
            Basket.Price(
                [new("A", 1), new("B", 1), new("C", 1)], [Sold("A", 1), Sold("B", 1, published: false)]).UnknownSkus.AsEnumerable());

    [Fact]
    public void Basket_with_two_currencies_has_no_goods()
        => Assert.True(Basket.Price([new("A", 1), new("B", 1)], [Sold("A", 1), Sold("B", 1, "USD")]).MixesCurrencies);
}
