using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.CatalogService.Infrastructure.Postgres;

/// <summary>
/// A transaction of its own, or that of an event handler, whose caller commits and disposes it. Moves of stock, reservations and
/// events are collected and sent together, before the next read.
/// </summary>
internal sealed class PostgresCatalogTransaction(NpgsqlTransaction transaction, Outbox outbox) : ICatalogTransaction
{
    private readonly NpgsqlConnection connection = transaction.Connection
        ?? throw new ArgumentException("The transaction has ended.", nameof(transaction));
    private readonly NpgsqlBatch writes = new(transaction.Connection, transaction);

    public async Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        => await ProductRows.FindAsync(await FlushedAsync(cancellationToken), ids, cancellationToken);

    public async Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
        => await ProductRows.SaveAsync(await FlushedAsync(cancellationToken), products, cancellationToken);

    public async Task DeleteProductAsync(Guid id, CancellationToken cancellationToken)
        => await ProductRows.DeleteAsync(await FlushedAsync(cancellationToken), id, cancellationToken);

    public Task AddHistoryAsync(IReadOnlyCollection<ProductHistoryEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count > 0)
            HistoryRows.Add(writes, entries);
        return Task.CompletedTask;
    }

    public async Task ScheduleProductRefreshAsync(
        IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
        => await ProductRows.RefreshAsync(await FlushedAsync(cancellationToken), categories, now, cancellationToken);

    public async Task<CategoryTree> LockOrCreateCategoriesAsync(
        IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
        => await CategoryRows.LockOrCreateAsync(await FlushedAsync(cancellationToken), references, cancellationToken);

    public async Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken)
        => await CategoryRows.LockAsync(await FlushedAsync(cancellationToken), cancellationToken);

    public async Task SaveCategoryAsync(Category category, CancellationToken cancellationToken)
        => await CategoryRows.SaveAsync(await FlushedAsync(cancellationToken), category, cancellationToken);

    public async Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken)
        => await CategoryRows.TryDeleteAsync(await FlushedAsync(cancellationToken), slug, cancellationToken);

    public async Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => await StockRows.LockAsync(await FlushedAsync(cancellationToken), skus, cancellationToken);

    public async Task<StockLevels> LockOrCreateStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => await StockRows.LockOrCreateAsync(await FlushedAsync(cancellationToken), skus, cancellationToken);

    public Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
    {
        if (moves.Count > 0)
            StockRows.Move(writes, moves, reason, orderId);
        return Task.CompletedTask;
    }

    public async Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken)
        => await ReservationRows.LockAsync(await FlushedAsync(cancellationToken), orderId, cancellationToken);

    public Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        ReservationRows.Save(writes, reservation);
        return Task.CompletedTask;
    }

    public async Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => await ReservationRows.TryAddReturnAsync(await FlushedAsync(cancellationToken), returnId, orderId, receivedAt, cancellationToken);

    public async Task<bool> TryLockIdempotencyKeyAsync(Guid caller, string key, CancellationToken cancellationToken)
        => await AdjustmentRows.TryLockIdempotencyKeyAsync(await FlushedAsync(cancellationToken), caller, key, cancellationToken);

    public async Task<StockAdjustment?> FindAdjustmentAsync(Guid caller, string key, CancellationToken cancellationToken)
        => await AdjustmentRows.FindAsync(await FlushedAsync(cancellationToken), caller, key, cancellationToken);

    public async Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
        => await AdjustmentRows.SaveAsync(await FlushedAsync(cancellationToken), caller, key, adjustment, cancellationToken);

    public async Task<string?> FindResultAsync(IdempotentPart part, CancellationToken cancellationToken)
        => await ResultRows.FindAsync(await FlushedAsync(cancellationToken), part, cancellationToken);

    public async Task SaveResultAsync(IdempotentPart part, string result, CancellationToken cancellationToken)
        => await ResultRows.SaveAsync(await FlushedAsync(cancellationToken), part, result, cancellationToken);

    public async Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken)
        => await ProductRows.LockIfEmptyAsync(await FlushedAsync(cancellationToken), cancellationToken);

    public Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
    {
        outbox.AddTo(writes, events.Cast<object>());
        return Task.CompletedTask;
    }

    /// <summary>Sends the collected writes.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (writes.BatchCommands.Count == 0)
            return;
        await writes.ExecuteNonQueryAsync(cancellationToken);
        writes.BatchCommands.Clear();
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>A read must see the writes before it.</summary>
    private async ValueTask<NpgsqlConnection> FlushedAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        return connection;
    }
}
