using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Storage;

/// <summary>
/// A change of the catalogue, with the events that tell of it: all or nothing. What a method locks stays locked until the end.
/// The stock rows of a product are its lock: who changes a product has claimed all its SKUs first. SKUs are locked in their
/// order, after the reservation, so that two transactions never wait for each other.
/// </summary>
internal interface ICatalogTransaction : IAsyncDisposable
{
    Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
    Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken);
    Task DeleteProductAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>All products of these categories are to be written anew, some time soon.</summary>
    Task RefreshProductsAsync(IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The tree, in which each reference means a category, made where it is missing; none of them changes until the end.</summary>
    Task<CategoryTree> ClaimCategoriesAsync(IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken);

    /// <summary>The tree, which nobody else changes until the end.</summary>
    Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken);

    /// <summary>Waits for those who write products in it or below it.</summary>
    Task SaveCategoryAsync(Category category, CancellationToken cancellationToken);

    /// <summary>False: a product is in it.</summary>
    Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken);

    /// <summary>Locks the stock of these SKUs, as far as it exists.</summary>
    Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    /// <summary>Locks the stock of these SKUs, made where it is missing, and of all their siblings in the same products.</summary>
    Task<StockLevels> ClaimStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken);

    /// <summary>Changes locked stock and records it in the ledger of movements.</summary>
    Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken);

    /// <summary>Locks what is known of an order, even if that is nothing.</summary>
    Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken);

    /// <summary>Locks a held reservation that has expired and that nobody else works on.</summary>
    Task<Reservation?> LockExpiredReservationAsync(DateTimeOffset now, CancellationToken cancellationToken);

    Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken);

    /// <summary>Remembers a return of an order whose reservation is locked. False: it is known already.</summary>
    Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken);

    /// <summary>Locks <paramref name="caller"/>'s idempotency key. False: another request holds it right now.</summary>
    Task<bool> TryLockKeyAsync(Guid caller, string key, CancellationToken cancellationToken);
    Task<StockAdjustment?> FindAdjustmentAsync(Guid caller, string key, CancellationToken cancellationToken);
    Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken);

    /// <summary>Keeps others from asking until the end. True: nothing was ever stored.</summary>
    Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken);

    Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent;

    Task CommitAsync(CancellationToken cancellationToken);
}
