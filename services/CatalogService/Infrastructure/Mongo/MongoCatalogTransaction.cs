using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.Contracts;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>A transaction that the caller has begun, and ends.</summary>
internal sealed class MongoCatalogTransaction : ICatalogTransaction
{
    private readonly IClientSessionHandle session;
    private readonly MongoCatalogue catalogue;
    private readonly TimeProvider timeProvider;
    private readonly StockCollection stock;
    private readonly ReservationCollection reservations;
    private readonly CategoryCollection categories;

    public MongoCatalogTransaction(
        IClientSessionHandle session, MongoCatalogue catalogue, TransactionLocks locks, TimeProvider timeProvider)
    {
        this.session = session;
        this.catalogue = catalogue;
        this.timeProvider = timeProvider;
        stock = new StockCollection(session, catalogue, locks, timeProvider);
        reservations = new ReservationCollection(session, catalogue);
        categories = new CategoryCollection(session, catalogue, locks);
    }

    public async Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var found = await catalogue.Products.Find(session, p => ids.Contains(p.Id)).ToListAsync(cancellationToken);
        return [.. found.Select(p => p.ToProduct())];
    }

    public Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
    {
        if (products.Count == 0)
            return Task.CompletedTask;

        var filter = Builders<ProductDocument>.Filter;
        var replacements = products.Select(
            p => new ReplaceOneModel<ProductDocument>(filter.Eq(d => d.Id, p.Id), p.ToDocument()) { IsUpsert = true });
        return catalogue.Products.BulkWriteAsync(session, replacements, cancellationToken: cancellationToken);
    }

    public Task DeleteProductAsync(Guid id, CancellationToken cancellationToken)
        => catalogue.Products.DeleteOneAsync(session, p => p.Id == id, cancellationToken: cancellationToken);

    public Task AddHistoryAsync(IReadOnlyCollection<ProductHistoryEntry> entries, CancellationToken cancellationToken)
        => entries.Count == 0
            ? Task.CompletedTask
            : catalogue.History.InsertManyAsync(session, entries.Select(e => e.ToDocument()), cancellationToken: cancellationToken);

    public Task ScheduleProductRefreshAsync(IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
        => catalogue.Products.UpdateManyAsync(
            session, Builders<ProductDocument>.Filter.In(p => p.Category, categories),
            Builders<ProductDocument>.Update.Set(p => p.RefreshAt, now.UtcDateTime), cancellationToken: cancellationToken);

    public Task<CategoryTree> LockOrCreateCategoriesAsync(
        IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
        => categories.LockOrCreateAsync(references, cancellationToken);

    public Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken) => categories.LockAsync(cancellationToken);

    public Task SaveCategoryAsync(Category category, CancellationToken cancellationToken)
        => categories.SaveAsync(category, cancellationToken);

    public Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken)
        => categories.TryDeleteAsync(slug, cancellationToken);

    public Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => stock.LockAsync(skus, cancellationToken);

    public Task<StockLevels> LockOrCreateStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
        => stock.LockOrCreateAsync(skus, cancellationToken);

    public Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
        => stock.MoveAsync(moves, reason, orderId, cancellationToken);

    public Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken)
        => reservations.LockAsync(orderId, cancellationToken);

    public Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken)
        => reservations.SaveAsync(reservation, cancellationToken);

    public Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => reservations.TryAddReturnAsync(returnId, orderId, receivedAt, cancellationToken);

    /// <summary>Always true: the second of two requests with the same key runs again after the first, and finds its result.</summary>
    public async Task<bool> TryLockIdempotencyKeyAsync(Guid caller, string key, CancellationToken cancellationToken)
    {
        var id = AdjustmentId(caller, key);
        await catalogue.Adjustments.UpdateOneAsync(
            session, a => a.Id == id, Builders<AdjustmentDocument>.Update.Inc(a => a.Lock, 1),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
        return true;
    }

    public async Task<StockAdjustment?> FindAdjustmentAsync(Guid caller, string key, CancellationToken cancellationToken)
    {
        var id = AdjustmentId(caller, key);
        var found = await catalogue.Adjustments.Find(session, a => a.Id == id && a.Sku != null).FirstOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new(found.Sku!, found.Change, found.Reason!, found.Available, found.Reserved, found.Sold);
    }

    public Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
    {
        var id = AdjustmentId(caller, key);
        var (sku, change, reason, available, reserved, sold) = adjustment;
        return catalogue.Adjustments.ReplaceOneAsync(
            session, a => a.Id == id,
            new AdjustmentDocument
            {
                Id = id, Sku = sku, Change = change, Reason = reason, Available = available, Reserved = reserved, Sold = sold, Lock = 1,
            },
            new ReplaceOptions { IsUpsert = true }, cancellationToken);
    }

    public async Task<string?> FindResultAsync(IdempotentPart part, CancellationToken cancellationToken)
    {
        var id = ResultDocument.IdOf(part);
        var found = await catalogue.Results.Find(session, r => r.Id == id).FirstOrDefaultAsync(cancellationToken);
        return found?.Result;
    }

    public Task SaveResultAsync(IdempotentPart part, string result, CancellationToken cancellationToken)
    {
        var document = ResultDocument.Of(part, result, timeProvider.GetUtcNow());
        return catalogue.Results.ReplaceOneAsync(
            session, r => r.Id == document.Id, document, new ReplaceOptions { IsUpsert = true }, cancellationToken);
    }

    public async Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken)
    {
        await catalogue.Locks.UpdateOneAsync(
            session, l => l.Name == "demo", Builders<LockDocument>.Update.Inc(l => l.Lock, 1),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
        return !await catalogue.Stock.Find(session, _ => true).AnyAsync(cancellationToken);
    }

    public Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => catalogue.AddToOutboxAsync(session, events, timeProvider.GetUtcNow(), cancellationToken);

    /// <summary>Marks an event as handled. False: it was before.</summary>
    public Task<bool> TryAddToInboxAsync(string consumer, Guid eventId, CancellationToken cancellationToken)
        => catalogue.TryAddToInboxAsync(session, consumer, eventId, timeProvider.GetUtcNow(), cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => session.CommitAsync(timeProvider, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static string AdjustmentId(Guid caller, string key) => $"{caller}/{key}";
}
