using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Products;

/// <summary>A row of the list: what has a price and a stock is a variant.</summary>
public sealed record SoldVariant(Product Product, ProductVariant Variant)
{
    /// <summary>All variants of the product, this one with another price.</summary>
    public ProductPatch WithPrice(decimal amount) => new(Variants:
    [
        .. Product.Variants.Select(one => one.Sku == Variant.Sku
            ? one.ToChange() with { Price = one.RegularPrice with { Amount = amount } }
            : one.ToChange()),
    ]);
}
