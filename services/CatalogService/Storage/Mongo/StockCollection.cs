using Ecommerce.CatalogService.Stock;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>Stock and its ledger, in a transaction.</summary>
internal sealed class StockCollection(IClientSessionHandle session, MongoCatalogue catalogue, TimeProvider time)
{
    private static FilterDefinitionBuilder<StockDocument> Filter => Builders<StockDocument>.Filter;

    private static UpdateDefinitionBuilder<StockDocument> Update => Builders<StockDocument>.Update;

    public async Task<StockLevels> LockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        if (skus.Count == 0)
            return new StockLevels([]);

        await catalogue.Stock.UpdateManyAsync(session, Filter.In(s => s.Sku, skus), Update.Inc(s => s.Lock, 1), cancellationToken: cancellationToken);
        return new StockLevels((await catalogue.Stock.Find(session, Filter.In(s => s.Sku, skus)).ToListAsync(cancellationToken)).Select(s => s.ToLevel()));
    }

    public async Task<StockLevels> ClaimAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        if (skus.Count == 0)
            return new StockLevels([]);

        await catalogue.Stock.BulkWriteAsync(
            session,
            skus.Order(StringComparer.Ordinal).Select(sku => new UpdateOneModel<StockDocument>(Filter.Eq(s => s.Sku, sku), Update.Inc(s => s.Lock, 1)) { IsUpsert = true }),
            cancellationToken: cancellationToken);
        var wanted = await catalogue.Stock.Find(session, Filter.In(s => s.Sku, skus)).ToListAsync(cancellationToken);
        var products = wanted.Select(s => s.ProductId).Where(id => id is not null).Distinct().ToList();
        var siblings = products.Count == 0
            ? []
            : await catalogue.Stock.Find(session, Filter.In(s => s.ProductId, products) & Filter.Nin(s => s.Sku, skus)).ToListAsync(cancellationToken);
        if (siblings.Count > 0)
            await catalogue.Stock.UpdateManyAsync(session, Filter.In(s => s.Sku, siblings.Select(s => s.Sku)), Update.Inc(s => s.Lock, 1), cancellationToken: cancellationToken);
        return new StockLevels(wanted.Concat(siblings).Select(s => s.ToLevel()));
    }

    /// <summary>The counts must be those that were locked; below zero nothing goes, whatever the caller worked out.</summary>
    public async Task MoveAsync(IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId, CancellationToken cancellationToken)
    {
        if (moves.Count == 0)
            return;

        var moved = await catalogue.Stock.BulkWriteAsync(session, moves.Select(Change), cancellationToken: cancellationToken);
        if (moved.MatchedCount != moves.Count)
            throw new InvalidOperationException("Stock would go below zero.");

        StockMove[] counted = [.. moves.Where(m => !m.IsNothing)];
        if (counted.Length == 0)
            return;

        var versions = (await catalogue.Stock.Find(session, Filter.In(s => s.Sku, counted.Select(m => m.Sku))).ToListAsync(cancellationToken))
            .ToDictionary(s => s.Sku, s => s.Version, StringComparer.Ordinal);
        var at = time.GetUtcNow().UtcDateTime;
        await catalogue.Movements.InsertManyAsync(
            session,
            counted.Select(m => new MovementDocument
            {
                Id = ObjectId.GenerateNewId(), Sku = m.Sku, Version = versions[m.Sku], Available = m.Available, Reserved = m.Reserved, Sold = m.Sold,
                Reason = reason, OrderId = orderId, At = at,
            }),
            cancellationToken: cancellationToken);
    }

    private static UpdateOneModel<StockDocument> Change(StockMove move) => new(
        Filter.Eq(s => s.Sku, move.Sku) & Filter.Gte(s => s.Available, -move.Available) & Filter.Gte(s => s.Reserved, -move.Reserved) & Filter.Gte(s => s.Sold, -move.Sold),
        Update.Set(s => s.ProductId, move.ProductId)
            .Inc(s => s.Available, move.Available).Inc(s => s.Reserved, move.Reserved).Inc(s => s.Sold, move.Sold)
            .Inc(s => s.Version, move.IsNothing ? 0 : 1));
}
