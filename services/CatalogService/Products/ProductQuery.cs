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
/// <param name="Categories">Slugs, of which a product has one; null: any.</param>
/// <param name="MinPrice">Of what it is sorted by.</param>
internal sealed record ProductQuery(
    ProductSort Sort, int Limit, ProductCursor? After = null, bool WithUnpublished = false,
    IReadOnlyCollection<string>? Categories = null, string? Brand = null, decimal? MinPrice = null, decimal? MaxPrice = null);

/// <summary>A SKU that a product sells.</summary>
/// <param name="Category">Its category's slug.</param>
/// <param name="Image">Where the product's first image is.</param>
internal sealed record SellableVariant(
    Guid ProductId, string Name, Variant Variant, int Available, bool Published, string? Category = null, string? Image = null);
