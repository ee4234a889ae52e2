using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>The versions of the collections of the catalogue. One that was released is not changed: another follows it.</summary>
internal static class CatalogueMigrations
{
    public static IReadOnlyList<MongoMigration> All { get; } =
    [
        new(1, "catalogue", CatalogueAsync),
    ];

    private static async Task CatalogueAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await database.CreateAsync(
            cancellationToken, "products", "stock", "stock_movements", "reservations", "returns", "stock_adjustments", "categories");
        var products = database.GetCollection<ProductDocument>("products");
        // A list in each of its orders: of all, of categories, of a brand. The second also counts the published products of each category.
        await products.IndexAsync(
            cancellationToken, p => p.Ascending(d => d.Published).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.LowestPrice).Ascending(d => d.Id), p => p.Ascending(d => d.Published).Ascending(d => d.Id));
        await products.IndexAsync(
            cancellationToken, p => p.Ascending(d => d.Published).Ascending(d => d.Category).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Category).Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Category).Ascending(d => d.Id));
        await products.IndexAsync(
            cancellationToken, p => p.Ascending(d => d.Published).Ascending(d => d.Brand).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Brand).Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Published).Ascending(d => d.Brand).Ascending(d => d.Id));
        // What is due, and what is in a category that changes or goes.
        await products.IndexAsync(cancellationToken, p => p.Ascending(d => d.RefreshAt), p => p.Ascending(d => d.Category));
        await database.GetCollection<StockDocument>("stock").IndexAsync(cancellationToken, s => s.Ascending(d => d.ProductId));
        await database.GetCollection<ReservationDocument>("reservations").IndexAsync(cancellationToken, r => r.Ascending(d => d.State).Ascending(d => d.ExpiresAt));
        await database.GetCollection<CategoryDocument>("categories").IndexAsync(cancellationToken, c => c.Ascending(d => d.Parent));
        await database.GetCollection<MovementDocument>("stock_movements").IndexUniquelyAsync(
            m => m.Ascending(d => d.Sku).Descending(d => d.Version), where: null, cancellationToken);
    }
}
