using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>The collections of the catalogue and their indexes.</summary>
internal sealed class MongoCatalogue : MongoServiceDatabase
{
    static MongoCatalogue() => UseConventions(typeof(MongoCatalogue));

    public MongoCatalogue(string connectionString)
        : base("catalog", connectionString, "catalog-service")
    {
    }

    public Turns Turns { get; } = new();

    public IMongoCollection<ProductDocument> Products => Database.GetCollection<ProductDocument>("products");
    public IMongoCollection<StockDocument> Stock => Database.GetCollection<StockDocument>("stock");
    public IMongoCollection<MovementDocument> Movements => Database.GetCollection<MovementDocument>("stock_movements");
    public IMongoCollection<ReservationDocument> Reservations => Database.GetCollection<ReservationDocument>("reservations");
    public IMongoCollection<ReceivedReturnDocument> Returns => Database.GetCollection<ReceivedReturnDocument>("returns");
    public IMongoCollection<AdjustmentDocument> Adjustments => Database.GetCollection<AdjustmentDocument>("stock_adjustments");
    public IMongoCollection<CategoryDocument> Categories => Database.GetCollection<CategoryDocument>("categories");

    protected override IEnumerable<string> Collections
        => ["products", "stock", "stock_movements", "reservations", "returns", "stock_adjustments", "categories"];

    protected override async Task IndexAsync(CancellationToken cancellationToken)
    {
        await IndexAsync(Products, cancellationToken, p => p.Ascending(d => d.SortName).Ascending(d => d.Id), p => p.Ascending(d => d.LowestPrice).Ascending(d => d.Id),
            p => p.Ascending(d => d.Category).Ascending(d => d.SortName).Ascending(d => d.Id), p => p.Ascending(d => d.Brand).Ascending(d => d.SortName).Ascending(d => d.Id),
            p => p.Ascending(d => d.RefreshAt));
        await IndexAsync(Stock, cancellationToken, s => s.Ascending(d => d.ProductId));
        await IndexAsync(Reservations, cancellationToken, r => r.Ascending(d => d.State).Ascending(d => d.ExpiresAt));
        await IndexAsync(Categories, cancellationToken, c => c.Ascending(d => d.Parent));
        await Movements.Indexes.CreateOneAsync(
            new CreateIndexModel<MovementDocument>(
                Builders<MovementDocument>.IndexKeys.Ascending(d => d.Sku).Descending(d => d.Version), new CreateIndexOptions { Unique = true }),
            cancellationToken: cancellationToken);
    }
}
