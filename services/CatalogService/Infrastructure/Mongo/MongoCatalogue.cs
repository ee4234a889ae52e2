using Ecommerce.Mongo;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>The collections of the catalogue.</summary>
internal sealed class MongoCatalogue : MongoServiceDatabase
{
    static MongoCatalogue() => UseConventions(typeof(MongoCatalogue));

    public MongoCatalogue(string connectionString)
        : base("catalog", connectionString, "catalog-service")
    {
    }

    public StripedLocks ProcessLocks { get; } = new();

    public IMongoCollection<ProductDocument> Products => Database.GetCollection<ProductDocument>("products");
    public IMongoCollection<StockDocument> Stock => Database.GetCollection<StockDocument>("stock");
    public IMongoCollection<MovementDocument> Movements => Database.GetCollection<MovementDocument>("stock_movements");
    public IMongoCollection<ReservationDocument> Reservations => Database.GetCollection<ReservationDocument>("reservations");
    public IMongoCollection<ReceivedReturnDocument> Returns => Database.GetCollection<ReceivedReturnDocument>("returns");
    public IMongoCollection<AdjustmentDocument> Adjustments => Database.GetCollection<AdjustmentDocument>("stock_adjustments");
    public IMongoCollection<ResultDocument> Results => Database.GetCollection<ResultDocument>("idempotent_results");
    public IMongoCollection<HistoryDocument> History => Database.GetCollection<HistoryDocument>("product_history");
    public IMongoCollection<CategoryDocument> Categories => Database.GetCollection<CategoryDocument>("categories");

    protected override IReadOnlyList<MongoMigration> Migrations => CatalogueMigrations.All;
}
