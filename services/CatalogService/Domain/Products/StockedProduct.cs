namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>A product and the available units of each SKU.</summary>
/// <param name="LowestPrice">What it is sorted by: the lowest price when it was last saved.</param>
/// <param name="StockVersions">Of what is available, for an export; null elsewhere.</param>
internal sealed record StockedProduct(
    Product Product, IReadOnlyDictionary<string, int> Available, decimal LowestPrice, IReadOnlyDictionary<string,
    long>? StockVersions = null);
