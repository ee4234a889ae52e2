using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.CatalogService.Storage.Postgres;

/// <summary>
/// A transaction of its own, or that of an event handler, whose caller commits and disposes it. Moves of stock, reservations and
/// events wait for each other and go to the database together, before it is asked anything else.
/// </summary>
internal sealed class PostgresCatalogTransaction(NpgsqlTransaction transaction, Outbox outbox) : ICatalogTransaction
{
    private readonly NpgsqlConnection _connection = transaction.Connection ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));
    private readonly NpgsqlBatch _writes = new(transaction.Connection, transaction);

    public async Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        => await ProductRows.FindAsync(await ConnectedAsync(cancellationToken), ids, cancellationToken);

    public async Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
        => await ProductRows.SaveAsync(await ConnectedAsync(cancellationToken), products, cancellationToken);

    public async Task DeleteProductAsync(Guid id, CancellationToken cancellationToken)
        => await ProductRows.DeleteAsync(await ConnectedAsync(cancellationToken), id, cancellationToken);

    public async Task RefreshProductsAsync(IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
        => await ProductRows.RefreshAsync(await ConnectedAsync(cancellationToken), categories, now, cancellationToken);

    public async Task<CategoryTree> ClaimCategoriesAsync(IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
        => await CategoryRows.ClaimAsync(await ConnectedAsync(cancellationToken), references, cancellationToken);

    public async Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken)
        => await CategoryRows.LockAsync(await ConnectedAsync(cancellationToken), cancellationToken);

    public async Task SaveCategoryAsync(Category category, CancellationToken cancellationToken)
        => await CategoryRows.SaveAsync(await ConnectedAsync(cancellationToken), category, cancellationToken);

    public async Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken)
        => await CategoryRows.TryDeleteAsync(await ConnectedAsync(cancellationToken), slug, cancellationToken);

    public async Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => await StockRows.LockAsync(await ConnectedAsync(cancellationToken), skus, cancellationToken);

    public async Task<StockLevels> ClaimStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => await StockRows.ClaimAsync(await ConnectedAsync(cancellationToken), skus, cancellationToken);

    public Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
    {
        if (moves.Count > 0)
            StockRows.Move(_writes, moves, reason, orderId);
        return Task.CompletedTask;
    }

    public async Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken)
        => await ReservationRows.LockAsync(await ConnectedAsync(cancellationToken), orderId, cancellationToken);

    public async Task<Reservation?> LockExpiredReservationAsync(DateTimeOffset now, CancellationToken cancellationToken)
        => await ReservationRows.LockExpiredAsync(await ConnectedAsync(cancellationToken), now, cancellationToken);

    public Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        ReservationRows.Save(_writes, reservation);
        return Task.CompletedTask;
    }

    public async Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => await ReservationRows.TryAddReturnAsync(await ConnectedAsync(cancellationToken), returnId, orderId, receivedAt, cancellationToken);

    public async Task<bool> TryLockKeyAsync(Guid caller, string key, CancellationToken cancellationToken)
        => await AdjustmentRows.TryLockKeyAsync(await ConnectedAsync(cancellationToken), caller, key, cancellationToken);

    public async Task<StockAdjustment?> FindAdjustmentAsync(Guid caller, string key, CancellationToken cancellationToken)
        => await AdjustmentRows.FindAsync(await ConnectedAsync(cancellationToken), caller, key, cancellationToken);

    public async Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
        => await AdjustmentRows.SaveAsync(await ConnectedAsync(cancellationToken), caller, key, adjustment, cancellationToken);

    public async Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken)
        => await ProductRows.LockIfEmptyAsync(await ConnectedAsync(cancellationToken), cancellationToken);

    public Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
    {
        outbox.AddTo(_writes, events.Cast<object>());
        return Task.CompletedTask;
    }

    /// <summary>Writes what still waits: the last thing that an event handler does.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_writes.BatchCommands.Count == 0)
            return;
        await _writes.ExecuteNonQueryAsync(cancellationToken);
        _writes.BatchCommands.Clear();
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        await transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    /// <summary>Nobody reads what was not written yet.</summary>
    private async ValueTask<NpgsqlConnection> ConnectedAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        return _connection;
    }
}
