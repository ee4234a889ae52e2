using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.CatalogService.Infrastructure.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Tests.Mongo;

/// <summary>
/// Runs on the replica set of <c>MONGO_TEST_URL</c>, in a database of its own that it drops; without one its tests are skipped, and say
/// so.
/// </summary>
public sealed class MongoProductStoreTests : ProductStoreContract, IAsyncLifetime
{
    private const string Setting = "MONGO_TEST_URL";

    private MongoCatalogue? catalogue;

    private MongoCatalogue Catalogue => catalogue ?? throw new InvalidOperationException("The store is not there.");

    private protected override IProductStore Store => new MongoProductStore(Catalogue, TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        var server = Environment.GetEnvironmentVariable(Setting);
        if (server is null)
            Assert.Skip($"{Setting} is not set: it names a MongoDB replica set, such as mongodb://localhost:27017/?replicaSet=rs0.");

        var url = new MongoUrlBuilder(server) { DatabaseName = $"test_{Guid.CreateVersion7():n}" };
        catalogue = new MongoCatalogue(url.ToString());
        await catalogue.PrepareAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (catalogue is not null)
            await catalogue.Client.DropDatabaseAsync(catalogue.Database.DatabaseNamespace.DatabaseName);
    }

    protected override async Task<IReadOnlyList<string>> EventsAsync(Guid key)
    {
        var events = await Documents("outbox")
            .Find(new BsonDocument("key", $"{key}")).Sort(new BsonDocument("position", 1)).ToListAsync();
        return [.. events.Select(e => e["type"].AsString)];
    }

    protected override async Task<IReadOnlyList<CountedStock>> CountAsync(params string[] skus)
    {
        var counted = new List<CountedStock>();
        foreach (var sku in skus)
        {
            if (await Documents("stock").Find(new BsonDocument("_id", sku)).FirstOrDefaultAsync() is not { } stock)
                continue;

            var moves = await Documents("stock_movements").Find(new BsonDocument("sku", sku)).ToListAsync();
            var (available, reserved, sold) = (Sum("available"), Sum("reserved"), Sum("sold"));
            counted.Add(new CountedStock(
                sku, stock["available"].AsInt32, stock["reserved"].AsInt32, stock["sold"].AsInt32, available, reserved, sold,
                available + reserved + sold));

            int Sum(string count) => moves.Sum(move => move[count].AsInt32);
        }

        return counted;
    }

    protected override Task SpoilReservationAsync(Guid orderId) => SpoilAsync("reservations", orderId, "lines");

    protected override Task SpoilProductAsync(Guid id) => SpoilAsync("products", id, "document");

    private Task<UpdateResult> SpoilAsync(string collection, Guid id, string field) => Documents(collection).UpdateOneAsync(
        new BsonDocument("_id", new BsonBinaryData(id, GuidRepresentation.Standard)), new BsonDocument("$set", new BsonDocument(field, 7)));

    private IMongoCollection<BsonDocument> Documents(string collection) => Catalogue.Database.GetCollection<BsonDocument>(collection);
}
