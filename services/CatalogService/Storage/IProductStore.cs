using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Stock;

namespace Ecommerce.CatalogService.Storage;

/// <summary>Where the catalogue lives.</summary>
internal interface IProductStore
{
    Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>A page in the order of the query, at most <see cref="ProductQuery.Limit"/> products.</summary>
    Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken);

    /// <summary>The variants of these SKUs that a product sells; unknown ones are left out.</summary>
    Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    /// <summary>Categories with the number of their published products.</summary>
    Task<IReadOnlyList<CategoryCount>> CategoriesAsync(CancellationToken cancellationToken);

    /// <summary>All products by id, one at a time from the server.</summary>
    IAsyncEnumerable<StockedProduct> AllAsync(CancellationToken cancellationToken);

    /// <summary>The stock of a SKU that a product sells.</summary>
    Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken);

    Task<ICatalogTransaction> BeginAsync(CancellationToken cancellationToken);
}
