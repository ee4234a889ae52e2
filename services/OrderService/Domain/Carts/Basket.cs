using System.Collections.Immutable;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Carts;

/// <summary>Goods at the catalogue's prices; without goods, it is empty, or the other members show why it cannot be bought.</summary>
internal sealed record Basket(Goods? Goods, ImmutableArray<string> UnknownSkus, bool MixesCurrencies)
{
    public static readonly Basket Empty = new(null, [], MixesCurrencies: false);

    /// <summary>
    /// A variant that is not published is unknown to shoppers, and so is another product than the one that was put into the cart. Whether
    /// there is enough of it, the reservation decides.
    /// </summary>
    public static Basket Price(IReadOnlyList<CartItem> items, IReadOnlyList<CatalogVariant> variants)
    {
        var published = variants.Where(variant => variant.Published).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);
        ImmutableArray<string> unknown =
            [.. items.Where(item => !IsSold(item, published.GetValueOrDefault(item.Sku))).Select(item => item.Sku)];
        if (!unknown.IsEmpty)
            return Empty with { UnknownSkus = unknown };

        var priced = items.Select(item => (Item: item, Variant: published[item.Sku])).ToList();
        if (priced.Select(line => line.Variant.Price.Currency).Distinct(StringComparer.Ordinal).Count() > 1)
            return Empty with { MixesCurrencies = true };

        var goods = new Goods([.. priced.Select(line => Line(line.Item, line.Variant))], [.. priced.Select(line => line.Variant.Category)]);
        return Empty with { Goods = goods };
    }

    private static bool IsSold(CartItem item, CatalogVariant? variant)
        => variant is not null && (item.ProductId is null || item.ProductId == variant.ProductId);

    private static OrderLine Line(CartItem item, CatalogVariant variant) => new(
        variant.Sku, variant.ProductId, variant.Name, item.Quantity, variant.Price,
        variant.Options, variant.Image, variant.RegularPrice == variant.Price ? null : variant.RegularPrice);
}
