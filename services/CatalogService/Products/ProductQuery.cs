using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Products;

internal enum ProductSort
{
    Name,
    Price,
    PriceDescending,
    Newest,
}

/// <summary>A page of products.</summary>
/// <param name="After">The last product of the page before.</param>
internal sealed record ProductQuery(
    ProductSort Sort, int Limit, ProductCursor? After = null, bool WithUnpublished = false,
    string? Category = null, string? Brand = null, decimal? MinPrice = null, decimal? MaxPrice = null);

internal sealed record CategoryCount(string Name, int Products);

/// <summary>What cart and order read of a SKU.</summary>
internal sealed record SellableVariant(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string> Options, Money Price, int Available, bool Published);
