using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using Ecommerce.Contracts;
using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>A transaction that has begun; whoever began it ends it.</summary>
internal sealed class MongoCatalogTransaction : ICatalogTransaction
{
    private readonly IClientSessionHandle session;
    private readonly MongoCatalogue catalogue;
    private readonly TimeProvider time;
    private readonly StockCollection stock;
    private readonly ReservationCollection reservations;
    private readonly CategoryCollection categories;

    public MongoCatalogTransaction(IClientSessionHandle session, MongoCatalogue catalogue, Turn turn, TimeProvider time)
    {
        (this.session, this.catalogue, this.time) = (session, catalogue, time);
        stock = new StockCollection(session, catalogue, turn, time);
        reservations = new ReservationCollection(session, catalogue);
        categories = new CategoryCollection(session, catalogue, turn);
    }

    public async Task<IReadOnlyList<Product>> FindProductsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        => [.. (await catalogue.Products.Find(session, p => ids.Contains(p.Id)).ToListAsync(cancellationToken)).Select(p => p.ToProduct())];

    public Task SaveProductsAsync(IReadOnlyCollection<Product> products, CancellationToken cancellationToken)
        => products.Count == 0 ? Task.CompletedTask : catalogue.Products.BulkWriteAsync(
            session,
            products.Select(p => new ReplaceOneModel<ProductDocument>(Builders<ProductDocument>.Filter.Eq(d => d.Id, p.Id), p.ToDocument()) { IsUpsert = true }),
            cancellationToken: cancellationToken);

    public Task DeleteProductAsync(Guid id, CancellationToken cancellationToken)
        => catalogue.Products.DeleteOneAsync(session, p => p.Id == id, cancellationToken: cancellationToken);

    public Task RefreshProductsAsync(IReadOnlyCollection<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
        => catalogue.Products.UpdateManyAsync(
            session, Builders<ProductDocument>.Filter.In(p => p.Category, categories),
            Builders<ProductDocument>.Update.Set(p => p.RefreshAt, now.UtcDateTime), cancellationToken: cancellationToken);

    public Task<CategoryTree> ClaimCategoriesAsync(IReadOnlyCollection<CategoryReference> references, CancellationToken cancellationToken)
        => categories.ClaimAsync(references, cancellationToken);

    public Task<CategoryTree> LockCategoriesAsync(CancellationToken cancellationToken) => categories.LockAsync(cancellationToken);

    public Task SaveCategoryAsync(Category category, CancellationToken cancellationToken) => categories.SaveAsync(category, cancellationToken);

    public Task<bool> TryDeleteCategoryAsync(string slug, CancellationToken cancellationToken) => categories.TryDeleteAsync(slug, cancellationToken);

    public Task<StockLevels> LockStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken) => stock.LockAsync(skus, cancellationToken);

    public Task<StockLevels> ClaimStockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken) => stock.ClaimAsync(skus, cancellationToken);

    public Task MoveStockAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
        => stock.MoveAsync(moves, reason, orderId, cancellationToken);

    public Task<Reservation?> LockReservationAsync(Guid orderId, CancellationToken cancellationToken) => reservations.LockAsync(orderId, cancellationToken);

    public Task<Reservation?> LockExpiredReservationAsync(DateTimeOffset now, CancellationToken cancellationToken)
        => reservations.LockExpiredAsync(now, cancellationToken);

    public Task SaveReservationAsync(Reservation reservation, CancellationToken cancellationToken) => reservations.SaveAsync(reservation, cancellationToken);

    public Task<bool> TryAddReturnAsync(Guid returnId, Guid orderId, DateTimeOffset receivedAt, CancellationToken cancellationToken)
        => reservations.TryAddReturnAsync(returnId, orderId, receivedAt, cancellationToken);

    /// <summary>Always true: of two requests with the same key one is run again after the other, and finds its answer.</summary>
    public async Task<bool> TryLockKeyAsync(Guid caller, string key, CancellationToken cancellationToken)
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
            : new(found.Sku!, found.Change, found.Reason!, new StockLevelResponse(found.Sku!, found.Available, found.Reserved, found.Sold));
    }

    public Task SaveAdjustmentAsync(Guid caller, string key, StockAdjustment adjustment, CancellationToken cancellationToken)
    {
        var id = AdjustmentId(caller, key);
        var (sku, change, reason, result) = adjustment;
        return catalogue.Adjustments.ReplaceOneAsync(
            session, a => a.Id == id,
            new AdjustmentDocument
            {
                Id = id, Sku = sku, Change = change, Reason = reason, Available = result.Available, Reserved = result.Reserved, Sold = result.Sold, Lock = 1,
            },
            new ReplaceOptions { IsUpsert = true }, cancellationToken);
    }

    public async Task<bool> LockIfEmptyAsync(CancellationToken cancellationToken)
    {
        await catalogue.Locks.UpdateOneAsync(
            session, l => l.Name == "demo", Builders<LockDocument>.Update.Inc(l => l.Lock, 1), new UpdateOptions { IsUpsert = true }, cancellationToken);
        return !await catalogue.Stock.Find(session, _ => true).AnyAsync(cancellationToken);
    }

    public Task PublishAsync<TEvent>(IReadOnlyCollection<TEvent> events, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => catalogue.AddToOutboxAsync(session, events, time.GetUtcNow(), cancellationToken);

    /// <summary>Remembers an event as handled. False: it is already.</summary>
    public Task<bool> TryAddToInboxAsync(string consumer, Guid eventId, CancellationToken cancellationToken)
        => catalogue.TryAddToInboxAsync(session, consumer, eventId, time.GetUtcNow(), cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => session.CommitAsync(time, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static string AdjustmentId(Guid caller, string key) => $"{caller}/{key}";
}
