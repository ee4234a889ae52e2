namespace Ecommerce.CatalogService.Domain.Products;

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
/// <param name="Name">A part of the name, in lower case.</param>
/// <param name="MinPrice">Compared with the lowest price of a product.</param>
internal sealed record ProductQuery(
    ProductSort Sort, int Limit, ProductCursor? After = null, bool IncludeUnpublished = false,
    IReadOnlyCollection<string>? Categories = null, string? Brand = null, decimal? MinPrice = null, decimal? MaxPrice = null,
    string? Name = null);
