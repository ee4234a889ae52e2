using Ecommerce.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>The migrations of the catalogue's collections. A released one is never changed; add another.</summary>
internal static class CatalogueMigrations
{
    public static IReadOnlyList<MongoMigration> All { get; } =
    [
        new(1, "catalogue", CatalogueAsync),
        new(2, "spellings of SKUs", SpellingsAsync),
        new(3, "stock that runs out", LowStockAsync),
        new(4, "history of products", HistoryAsync),
        new(5, "results by idempotency key", (database, token) => database.CreateAsync(token, "idempotent_results")),
    ];

    private static async Task CatalogueAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(
            cancellationToken, "products", "stock", "stock_movements", "reservations", "returns", "stock_adjustments", "categories");
        var products = database.GetCollection<ProductDocument>("products");
        // Lists in each of their orders: of all, of categories, of a brand. The second group also counts the products of each category.
        await products.IndexAsync(
            cancellationToken, p => p.Ascending(d => d.Published).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Id));
        await products.IndexAsync(
            cancellationToken, p => p.Ascending(d => d.Published).Ascending(d => d.Category).Ascending(d => d.SortName).Ascending(
                d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Category).Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Category).Ascending(d => d.Id));
        await products.IndexAsync(
            cancellationToken, p => p.Ascending(d => d.Published).Ascending(d => d.Brand).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Brand).Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Brand).Ascending(d => d.Id));
        // Products to refresh, and those of a category that changes or is deleted.
        await products.IndexAsync(cancellationToken, p => p.Ascending(d => d.RefreshAt), p => p.Ascending(d => d.Category));
        await database.GetCollection<StockDocument>("stock").IndexAsync(cancellationToken, s => s.Ascending(d => d.ProductId));
        await database.GetCollection<ReservationDocument>("reservations").IndexAsync(
            cancellationToken, r => r.Ascending(d => d.State).Ascending(d => d.ExpiresAt));
        await database.GetCollection<CategoryDocument>("categories").IndexAsync(cancellationToken, c => c.Ascending(d => d.Parent));
        await database.GetCollection<MovementDocument>("stock_movements").IndexUniquelyAsync(
            m => m.Ascending(d => d.Sku).Descending(d => d.Version), where: null, cancellationToken);
    }

    private static Task LowStockAsync(IMongoDatabase database, CancellationToken cancellationToken)
        => database.GetCollection<StockDocument>("stock").IndexAsync(
            cancellationToken, s => s.Ascending(d => d.Available).Ascending(d => d.Sku));

    private static async Task HistoryAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(cancellationToken, "product_history");
        await database.GetCollection<HistoryDocument>("product_history").IndexUniquelyAsync(
            h => h.Ascending(d => d.ProductId).Descending(d => d.Version), where: null, cancellationToken);
    }

    // Products of before that share a SKU but for its case keep their SKUs.
    private static async Task SpellingsAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var stock = database.GetCollection<StockDocument>("stock");
        await stock.IndexAsync(cancellationToken, s => s.Ascending(d => d.FoldedSku));
        var fold = new BsonDocument("$set", new BsonDocument("foldedSku", new BsonDocument("$toLower", "$_id")));
        await stock.UpdateManyAsync(
            Builders<StockDocument>.Filter.Exists(s => s.FoldedSku, exists: false),
            Builders<StockDocument>.Update.Pipeline(PipelineDefinition<StockDocument, StockDocument>.Create(fold)),
            cancellationToken: cancellationToken);
    }
}
