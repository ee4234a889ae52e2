using Ecommerce.CatalogService.Categories;
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

    /// <summary>Products that must be written anew by now, because a sale began or ended, or because their category is another.</summary>
    Task<IReadOnlyList<Product>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    Task<CategoryTree> CategoriesAsync(CancellationToken cancellationToken);

    /// <summary>The number of published products of each category itself, where there are any.</summary>
    Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancellationToken);

    /// <summary>All products by id, one at a time from the server.</summary>
    IAsyncEnumerable<StockedProduct> AllAsync(CancellationToken cancellationToken);

    /// <summary>The stock of a SKU that a product sells.</summary>
    Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken);

    /// <summary>The movements of a SKU with a version below <paramref name="before"/>, the last one first.</summary>
    Task<IReadOnlyList<StockMovement>> StockHistoryAsync(string sku, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Adds up all that is known of stock, at one moment.</summary>
    Task<StockAudit> AuditStockAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. What it does not commit is rolled back. One that loses against another transaction is
    /// run again from the start: it must have no effect outside the transaction.
    /// </summary>
    Task<T> InTransactionAsync<T>(Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Whether this tells that the store is away, rather than that something is wrong.</summary>
    bool IsOutage(Exception failure);
}
