using Ecommerce.Background;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

/// <summary>
/// Saves products again whose price or category changed without them: their place in the order of prices, their version, and their
/// event. It runs in every replica; the later of two that find the same product skips it.
/// </summary>
internal sealed class ProductRefreshWorker(
    IProductStore store, ProductCache cache, TimeProvider timeProvider, IOptions<ProductRefreshOptions> options,
    ILogger<ProductRefreshWorker> logger)
    : RecurringWorker(options.Value.Interval, timeProvider, logger)
{
    private const int BatchSize = 100;

    private readonly Quarantine<Guid> quarantine = new(nameof(ProductRefreshWorker), timeProvider, logger, StoreFailures.IsOutage);

    protected override bool RunsAtStart => false;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (await RefreshAsync(stoppingToken) == BatchSize)
            continue;
    }

    /// <returns>How many products were due.</returns>
    internal async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        var found = await store.FindDueForRefreshAsync(TimeProvider.GetUtcNow(), quarantine.Ids, BatchSize, cancellationToken);
        var due = found.ToDictionary(product => product.Id, product => product.Version);
        await quarantine.HandleAsync([.. due.Keys], (ids, token) => RefreshAsync(ids, due, token), cancellationToken);
        return due.Count;
    }

    private async Task RefreshAsync(IReadOnlyList<Guid> ids, Dictionary<Guid, long> versions, CancellationToken cancellationToken)
    {
        var refreshed = await store.InTransactionAsync(
            (transaction, token) => RefreshAsync(transaction, ids, versions, token), cancellationToken);
        await cache.InvalidateAsync(refreshed);
    }

    /// <returns>The products that nobody else has saved in the meantime.</returns>
    private async Task<IReadOnlyCollection<Guid>> RefreshAsync(
        ICatalogTransaction transaction, IReadOnlyList<Guid> ids, Dictionary<Guid, long> versions, CancellationToken cancellationToken)
    {
        // Which SKUs to lock; what is under the lock is read again.
        var due = await transaction.FindProductsAsync(ids, cancellationToken);
        var stock = await transaction.LockOrCreateStockAsync([.. due.SelectMany(p => p.Details.Skus())], cancellationToken);
        var current = await transaction.FindProductsAsync(ids, cancellationToken);
        var products = current.Where(p => p.Version == versions[p.Id]).ToList();
        var references = products.Select(p => CategoryReference.Parse(p.Details.Category));
        var categories = await transaction.LockOrCreateCategoriesAsync([.. references], cancellationToken);
        var now = TimeProvider.GetUtcNow();
        var writes = products.Select(p => ProductWrite.Refresh(p, now));
        await ProductWriter.SaveAsync(transaction, [.. writes], stock, categories, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. products.Select(p => p.Id)];
    }
}
