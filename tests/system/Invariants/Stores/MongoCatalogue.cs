using Ecommerce.Checker.Reading;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Invariants.Stores;

/// <summary>The catalogue in MongoDB.</summary>
internal sealed class MongoCatalogue(MongoStore store) : ICatalogueStore
{
    private static readonly BsonDocument[] SumMovements =
    [
        new("$group", new BsonDocument
        {
            ["_id"] = "$sku", ["available"] = Sum("$available"), ["reserved"] = Sum("$reserved"), ["sold"] = Sum("$sold"),
        }),
    ];

    private static readonly BsonDocument[] SumLines =
    [
        new("$match", new BsonDocument("state", new BsonDocument("$type", "string"))),
        new("$unwind", "$lines"),
        new("$group", new BsonDocument
        {
            ["_id"] = new BsonDocument { ["state"] = "$state", ["sku"] = "$lines.sku" },
            ["quantity"] = Sum(new BsonDocument("$subtract", new BsonArray { "$lines.quantity", "$lines.returned" })),
        }),
    ];

    private static readonly BsonDocument[] SumStock =
    [
        new("$match", new BsonDocument("productId", new BsonDocument("$exists", true))),
        new("$group", new BsonDocument { ["_id"] = "$productId", ["available"] = Sum("$available") }),
    ];

    public string Name => store.Name;

    public IEventStore Events { get; } = new MongoEvents(store);

    public Task<string> IdentifyAsync() => store.IdentifyAsync();

    public Task<StockBooks> StockAsync() => store.ReadAsync(async (db, session) => new StockBooks(
        await MongoStore.ListAsync(db.GetCollection<BsonDocument>("stock").Find(session, new BsonDocument()).ToCursorAsync(), Level),
        await MongoStore.ListAsync(
            db.GetCollection<BsonDocument>("stock_movements").AggregateAsync<BsonDocument>(session, SumMovements), Level),
        [],
        await MongoStore.ListAsync(
            db.GetCollection<BsonDocument>("reservations").AggregateAsync<BsonDocument>(session, SumLines), Reserved)));

    public Task<IReadOnlyList<ReservationRow>> ReservationsAsync(Guid[] orders) => store.FindAsync(
        "reservations", new() { ["_id"] = In(orders), ["state"] = new BsonDocument("$type", "string") },
        row => new ReservationRow(row["_id"].AsGuid, row["state"].AsString));

    public Task<IReadOnlyList<ShelfRow>> ShelfAsync() => store.ReadAsync<IReadOnlyList<ShelfRow>>(async (db, session) =>
    {
        var pieces = (
            await MongoStore.ListAsync(db.GetCollection<BsonDocument>("stock").AggregateAsync<BsonDocument>(session, SumStock), row => row))
            .Where(row => row["_id"].IsGuid).ToDictionary(row => row["_id"].AsGuid, row => row["available"].ToInt32());
        return await MongoStore.ListAsync(
            db.GetCollection<BsonDocument>("products").Find(session, new BsonDocument("published", true)).ToCursorAsync(),
            row => new ShelfRow(
                row["_id"].AsGuid, row["version"].ToInt64(), row["lowestPrice"].ToDecimal(), pieces.GetValueOrDefault(row["_id"].AsGuid)));
    });

    public async Task<IReadOnlyList<PriceRow>> PricesAsync(Guid[] products) =>
    [
        .. from product in await store.FindAsync("products", new("_id", In(products)), row => row)
           from variant in product["document"]["variants"].AsBsonArray.Select(variant => variant.AsBsonDocument)
           let price = variant["price"].AsBsonDocument
           select new PriceRow(
               variant["sku"].AsString, price["amount"].ToDecimal(), price["currency"].AsString, product["updatedAt"].ToUniversalTime(),
               !variant.GetValue("sale", BsonNull.Value).IsBsonNull),
    ];

    private static BsonDocument Sum(BsonValue of) => new("$sum", of);

    private static BsonDocument In(Guid[] ids) => new("$in", new BsonArray(ids.Select(MongoStore.Binary)));

    private static StockRow Level(BsonDocument row)
        => new(row["_id"].AsString, Number(row, "available"), Number(row, "reserved"), Number(row, "sold"));

    private static ReservedRow Reserved(BsonDocument row)
        => new(row["_id"]["state"].AsString, row["_id"]["sku"].AsString, Number(row, "quantity"));

    private static int Number(BsonDocument row, string member) => row.GetValue(member, 0).ToInt32();
}
