using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>
/// A change of the catalogue together with its events: all or nothing. What a method locks stays locked until the end.
/// The stock rows of a product are its lock: a change of a product locks all its SKUs first. SKUs are locked in their
/// order, after the reservation, so that two transactions never deadlock.
/// </summary>
internal interface ICatalogTransaction : IAsyncDisposable
{
    Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
    Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken);
    Task DeleteProductAsync(Guid id, CancellationToken cancellationToken);
    Task AddHistoryAsync(IReadOnlyCollection<ProductHistoryEntry> entries, CancellationToken cancellationToken);

    /// <summary>Marks all products of these categories to be saved again by the refresh.</summary>
    Task ScheduleProductRefreshAsync(IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Locks the categories of these references, created where they are missing.</summary>
    Task<CategoryTree> LockOrCreateCategoriesAsync(IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken);

    /// <summary>Locks the tree against other changes of it.</summary>
    Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken);

    /// <summary>Waits for those who write products in it or below it.</summary>
    Task SaveCategoryAsync(Category category, CancellationToken cancellationToken);

    /// <summary>False: a product is in it.</summary>
    Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken);

    /// <summary>Locks the stock of these SKUs, as far as it exists.</summary>
    Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    /// <summary>
    /// Locks the stock of these SKUs in every spelling, created where it is missing, and of all other SKUs of the same products.
    /// </summary>
    Task<StockLevels> LockOrCreateStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    /// <summary>Changes locked stock and records each movement.</summary>
    Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken);

    /// <summary>Locks the order's reservation, even if there is none.</summary>
    Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken);

    Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken);

    /// <summary>Adds a return of an order whose reservation is locked. False: it was added before.</summary>
    Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken);

    /// <summary>Locks <paramref name="caller"/>'s idempotency key. False: another request has locked it.</summary>
    Task<bool> TryLockIdempotencyKeyAsync(Guid caller, string key, CancellationToken cancellationToken);
    Task<StockAdjustment?> FindAdjustmentAsync(Guid caller, string key, CancellationToken cancellationToken);
    Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken);

    /// <summary>What became of a part of a request that was sent before; null: nothing yet.</summary>
    Task<string?> FindResultAsync(IdempotentPart part, CancellationToken cancellationToken);
    Task SaveResultAsync(IdempotentPart part, string result, CancellationToken cancellationToken);

    /// <summary>Locks out others that want to fill the catalogue. True: nothing was ever stored.</summary>
    Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken);

    Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent;

    Task CommitAsync(CancellationToken cancellationToken);
}
