using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>
/// Stock and its movements, in a transaction. The snapshot acts as the lock of what is moved: a transaction that moves units which another
/// has moved since conflicts, and runs again. A product may move no units, so its SKUs are written when they are locked.
/// </summary>
internal sealed class StockCollection(
    IClientSessionHandle session, MongoCatalogue catalogue, TransactionLocks locks, TimeProvider timeProvider)
{
    private static FilterDefinitionBuilder<StockDocument> Filter => Builders<StockDocument>.Filter;

    private static UpdateDefinitionBuilder<StockDocument> Update => Builders<StockDocument>.Update;

    // The folded SKU is set in any case: a replica of an older version creates documents without it.
    private static UpdateDefinition<StockDocument> LockOrCreate(string sku)
        => Update.Inc(s => s.Lock, 1).Set(s => s.FoldedSku, Sku.Fold(sku))
            .SetOnInsert(s => s.Available, 0).SetOnInsert(s => s.Reserved, 0).SetOnInsert(s => s.Sold, 0).SetOnInsert(s => s.Version, 0);

    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

    public async Task<StockLevels> LockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        locks.Add(skus);
        return skus.Count == 0
            ? new StockLevels([])
            : Levels(await catalogue.Stock.Find(session, Filter.In(s => s.Sku, skus)).ToListAsync(cancellationToken));
    }

    public async Task<StockLevels> LockOrCreateAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        if (skus.Count == 0)
            return new StockLevels([]);

        locks.Add(skus);
        var folded = await LockSpellingsAsync(skus, cancellationToken);
        await catalogue.Stock.BulkWriteAsync(
            session,
            skus.Order(StringComparer.Ordinal)
                .Select(sku => new UpdateOneModel<StockDocument>(Filter.Eq(s => s.Sku, sku), LockOrCreate(sku)) { IsUpsert = true }),
            cancellationToken: cancellationToken);
        var wanted = await catalogue.Stock.Find(session, Filter.In(s => s.Sku, skus)).ToListAsync(cancellationToken);
        var products = wanted.Select(s => s.ProductId).Where(id => id is not null).Distinct().ToList();
        var others = await catalogue.Stock
            .Find(session, (Filter.In(s => s.ProductId, products) | Filter.In(s => s.FoldedSku, folded)) & Filter.Nin(s => s.Sku, skus))
            .ToListAsync(cancellationToken);
        if (others.Count > 0)
        {
            await catalogue.Stock.UpdateManyAsync(
                session, Filter.In(s => s.Sku, others.Select(s => s.Sku)), Update.Inc(s => s.Lock, 1),
                cancellationToken: cancellationToken);
        }

        return Levels([.. wanted, .. others]);
    }

    /// <summary>The counts must be those that were locked. No count goes below zero, whatever the caller computed.</summary>
    public async Task MoveAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
    {
        if (moves.Count == 0)
            return;

        var moved = await catalogue.Stock.BulkWriteAsync(session, moves.Select(Change), cancellationToken: cancellationToken);
        if (moved.MatchedCount != moves.Count)
            throw new InvalidOperationException("Stock would go below zero.");

        StockMove[] counted = [.. moves.Where(m => !m.IsEmpty)];
        if (counted.Length == 0)
            return;

        var at = timeProvider.GetUtcNow().UtcDateTime;
        await catalogue.Movements.InsertManyAsync(
            session,
            [.. counted.Select(m => new MovementDocument
            {
                Id = ObjectId.GenerateNewId(), Sku = m.Sku, Version = ++versions[m.Sku], Available = m.Available, Reserved = m.Reserved,
                Sold = m.Sold, Reason = reason, OrderId = orderId, At = at,
            })],
            cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Locks the SKUs in all spellings: two transactions that give spellings of one SKU to products at once do not see each other's stock.
    /// </summary>
    private async Task<List<string>> LockSpellingsAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var folded = skus.Select(Sku.Fold).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        locks.Add(folded);
        await catalogue.Locks.BulkWriteAsync(
            session, folded.Select(sku => new UpdateOneModel<LockDocument>(
                Builders<LockDocument>.Filter.Eq(l => l.Name, $"sku {sku}"), Builders<LockDocument>.Update.Inc(l => l.Lock, 1))
            {
                IsUpsert = true,
            }),
            cancellationToken: cancellationToken);
        return folded;
    }

    private StockLevels Levels(IReadOnlyList<StockDocument> stock)
    {
        foreach (var level in stock)
            versions[level.Sku] = level.Version;
        return new StockLevels(stock.Select(s => s.ToLevel()));
    }

    private static UpdateOneModel<StockDocument> Change(StockMove move) => new(
        Filter.Eq(s => s.Sku, move.Sku) & Filter.Gte(s => s.Available, -move.Available)
            & Filter.Gte(s => s.Reserved, -move.Reserved) & Filter.Gte(s => s.Sold, -move.Sold),
        Update.Set(s => s.ProductId, move.ProductId)
            .Inc(s => s.Available, move.Available).Inc(s => s.Reserved, move.Reserved).Inc(s => s.Sold, move.Sold)
            .Inc(s => s.Version, move.IsEmpty ? 0 : 1));
}
