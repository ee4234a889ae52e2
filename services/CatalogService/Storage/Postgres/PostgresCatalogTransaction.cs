using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.CatalogService.Storage.Postgres;

/// <summary>A transaction of its own, or that of an event handler, whose caller commits and disposes it.</summary>
internal sealed class PostgresCatalogTransaction(NpgsqlTransaction transaction, Outbox outbox) : ICatalogTransaction
{
    private readonly NpgsqlConnection _connection = transaction.Connection ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));

    public Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        => ProductRows.FindAsync(_connection, ids, cancellationToken);

    public Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
        => ProductRows.SaveAsync(_connection, products, cancellationToken);

    public Task DeleteProductAsync(Guid id, CancellationToken cancellationToken)
        => ProductRows.DeleteAsync(_connection, id, cancellationToken);

    public Task RefreshProductsAsync(IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
        => ProductRows.RefreshAsync(_connection, categories, now, cancellationToken);

    public Task<CategoryTree> ClaimCategoriesAsync(IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
        => CategoryRows.ClaimAsync(_connection, references, cancellationToken);

    public Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken) => CategoryRows.LockAsync(_connection, cancellationToken);

    public Task SaveCategoryAsync(Category category, CancellationToken cancellationToken)
        => CategoryRows.SaveAsync(_connection, category, cancellationToken);

    public Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken)
        => CategoryRows.TryDeleteAsync(_connection, slug, cancellationToken);

    public Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => StockRows.LockAsync(_connection, skus, cancellationToken);

    public Task<StockLevels> ClaimStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => StockRows.ClaimAsync(_connection, skus, cancellationToken);

    public Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
        => moves.Count == 0 ? Task.CompletedTask : StockRows.MoveAsync(_connection, moves, reason, orderId, cancellationToken);

    public Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken)
        => ReservationRows.LockAsync(_connection, orderId, cancellationToken);

    public Task<Reservation?> LockExpiredReservationAsync(DateTimeOffset now, CancellationToken cancellationToken)
        => ReservationRows.LockExpiredAsync(_connection, now, cancellationToken);

    public Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken)
        => ReservationRows.SaveAsync(_connection, reservation, cancellationToken);

    public Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => ReservationRows.TryAddReturnAsync(_connection, returnId, orderId, receivedAt, cancellationToken);

    public Task<bool> TryLockKeyAsync(Guid caller, string key, CancellationToken cancellationToken)
        => AdjustmentRows.TryLockKeyAsync(_connection, caller, key, cancellationToken);

    public Task<StockAdjustment?> FindAdjustmentAsync(Guid caller, string key, CancellationToken cancellationToken)
        => AdjustmentRows.FindAsync(_connection, caller, key, cancellationToken);

    public Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
        => AdjustmentRows.SaveAsync(_connection, caller, key, adjustment, cancellationToken);

    public Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken)
        => ProductRows.LockIfEmptyAsync(_connection, cancellationToken);

    public Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => events.Count == 0 ? Task.CompletedTask : outbox.AddAsync(transaction, events, cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
