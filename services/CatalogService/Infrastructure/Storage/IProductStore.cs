using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>Which state of a product is meant.</summary>
internal readonly record struct ProductVersion(Guid Id, long Version);

/// <summary>The database of the catalogue.</summary>
internal interface IProductStore
{
    Task<StockedProduct?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>A page in the order of the query, at most <see cref="ProductQuery.Limit"/> products.</summary>
    Task<IReadOnlyList<StockedProduct>> ListAsync(ProductQuery query, CancellationToken cancellationToken);

    /// <summary>The variants of these SKUs that a product sells; unknown ones are left out.</summary>
    Task<IReadOnlyList<SellableVariant>> FindVariantsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    /// <summary>SKUs that a product sells with at most so many available, the fewest first, after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LowStock>> ListLowStockAsync(int atMost, LowStock? after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Products to be saved again, because a sale began or ended, or because their category was renamed or moved; but for
    /// <paramref name="except"/>. Nothing else of them is read.
    /// </summary>
    Task<IReadOnlyList<ProductVersion>> FindDueForRefreshAsync(
        DateTimeOffset now, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken);

    /// <summary>Orders with a held reservation that has expired, but for <paramref name="except"/>.</summary>
    Task<IReadOnlyList<Guid>> FindExpiredReservationsAsync(
        DateTimeOffset now, IReadOnlyCollection<Guid> except, int limit, CancellationToken cancellationToken);

    Task<CategoryTree> GetCategoriesAsync(CancellationToken cancellationToken);

    /// <summary>The number of published products directly in each category; categories without any are left out.</summary>
    Task<IReadOnlyDictionary<string, int>> CountByCategoryAsync(CancellationToken cancellationToken);

    /// <summary>All products by id, streamed.</summary>
    IAsyncEnumerable<StockedProduct> StreamAllAsync(CancellationToken cancellationToken);

    /// <summary>The stock of a SKU that a product sells.</summary>
    Task<StockLevel?> FindStockAsync(string sku, CancellationToken cancellationToken);

    /// <summary>The movements of a SKU with a version below <paramref name="before"/>, newest first.</summary>
    Task<IReadOnlyList<StockMovement>> GetStockHistoryAsync(string sku, long before, int limit, CancellationToken cancellationToken);

    /// <summary>What people did to a product up to below a version of it, newest first.</summary>
    Task<IReadOnlyList<ProductHistoryEntry>> GetProductHistoryAsync(
        Guid id, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Adds up the stock, on one snapshot.</summary>
    Task<StockAudit> AuditStockAsync(CancellationToken cancellationToken);

    /// <summary>Forgets the results of requests that were made before a time.</summary>
    Task ForgetResultsAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. What it does not commit is rolled back. After a conflict with another transaction it
    /// runs again from the start: it must have no effect outside the transaction.
    /// </summary>
    Task<T> InTransactionAsync<T>(Func<ICatalogTransaction, CancellationToken, Task<T>> work, CancellationToken cancellationToken);
}
