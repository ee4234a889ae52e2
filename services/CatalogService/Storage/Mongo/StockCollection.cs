using Ecommerce.CatalogService.Stock;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>
/// Stock and its ledger, in a transaction. Its snapshot is the lock of what is moved: whoever moves pieces that another has moved since loses, and
/// is run again. Products have no pieces to move: their SKUs are written when they are claimed.
/// </summary>
internal sealed class StockCollection(IClientSessionHandle session, MongoCatalogue catalogue, Turn turn, TimeProvider time)
{
    private static FilterDefinitionBuilder<StockDocument> Filter => Builders<StockDocument>.Filter;

    private static UpdateDefinitionBuilder<StockDocument> Update => Builders<StockDocument>.Update;

    private static UpdateDefinition<StockDocument> Claim
        => Update.Inc(s => s.Lock, 1)
            .SetOnInsert(s => s.Available, 0).SetOnInsert(s => s.Reserved, 0).SetOnInsert(s => s.Sold, 0).SetOnInsert(s => s.Version, 0);

    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

    public async Task<StockLevels> LockAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        turn.Names(skus);
        return skus.Count == 0
            ? new StockLevels([])
            : Levels(await catalogue.Stock.Find(session, Filter.In(s => s.Sku, skus)).ToListAsync(cancellationToken));
    }

    public async Task<StockLevels> ClaimAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        if (skus.Count == 0)
            return new StockLevels([]);

        turn.Names(skus);
        await catalogue.Stock.BulkWriteAsync(
            session,
            skus.Order(StringComparer.Ordinal).Select(sku => new UpdateOneModel<StockDocument>(Filter.Eq(s => s.Sku, sku), Claim) { IsUpsert = true }),
            cancellationToken: cancellationToken);
        var wanted = await catalogue.Stock.Find(session, Filter.In(s => s.Sku, skus)).ToListAsync(cancellationToken);
        var products = wanted.Select(s => s.ProductId).Where(id => id is not null).Distinct().ToList();
        var siblings = products.Count == 0
            ? []
            : await catalogue.Stock.Find(session, Filter.In(s => s.ProductId, products) & Filter.Nin(s => s.Sku, skus)).ToListAsync(cancellationToken);
        if (siblings.Count > 0)
            await catalogue.Stock.UpdateManyAsync(session, Filter.In(s => s.Sku, siblings.Select(s => s.Sku)), Update.Inc(s => s.Lock, 1), cancellationToken: cancellationToken);
        return Levels([.. wanted, .. siblings]);
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

        var at = time.GetUtcNow().UtcDateTime;
        await catalogue.Movements.InsertManyAsync(
            session,
            [.. counted.Select(m => new MovementDocument
            {
                Id = ObjectId.GenerateNewId(), Sku = m.Sku, Version = ++versions[m.Sku], Available = m.Available, Reserved = m.Reserved, Sold = m.Sold,
                Reason = reason, OrderId = orderId, At = at,
            })],
            cancellationToken: cancellationToken);
    }

    private StockLevels Levels(IReadOnlyList<StockDocument> stock)
    {
        foreach (var level in stock)
            versions[level.Sku] = level.Version;
        return new StockLevels(stock.Select(s => s.ToLevel()));
    }

    private static UpdateOneModel<StockDocument> Change(StockMove move) => new(
        Filter.Eq(s => s.Sku, move.Sku) & Filter.Gte(s => s.Available, -move.Available) & Filter.Gte(s => s.Reserved, -move.Reserved) & Filter.Gte(s => s.Sold, -move.Sold),
        Update.Set(s => s.ProductId, move.ProductId)
            .Inc(s => s.Available, move.Available).Inc(s => s.Reserved, move.Reserved).Inc(s => s.Sold, move.Sold)
            .Inc(s => s.Version, move.IsNothing ? 0 : 1));
}
