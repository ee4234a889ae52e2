using Ecommerce.Checker.Reading;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Invariants.Stores;

/// <summary>The reviews in MongoDB.</summary>
internal sealed class MongoReviews(MongoStore store) : IReviewStore
{
    public string Name => store.Name;

    public IEventStore Events { get; } = new MongoEvents(store);

    public Task<string> IdentifyAsync() => store.IdentifyAsync();

    public Task<ReviewBooks> ReadAsync() => store.ReadAsync(async (db, session) => new ReviewBooks(
        await MongoStore.ListAsync(db.GetCollection<BsonDocument>("reviews").Find(session, new BsonDocument()).ToCursorAsync(), Review),
        await MongoStore.ListAsync(
            db.GetCollection<BsonDocument>("ratings").Find(session, new BsonDocument("histogram.4", new BsonDocument("$exists", true)))
                .ToCursorAsync(), Rating)));

    private static ReviewRow Review(BsonDocument row) => new(
        row["_id"].AsGuid, row["productId"].AsGuid, row.GetValue("authorId", BsonNull.Value) is { IsGuid: true } author
            ? author.AsGuid
            : Guid.Empty,
        row["stars"].ToInt32(), row["state"] == "published", row["verified"].ToBoolean());

    private static RatingRow Rating(BsonDocument row)
        => new(row["_id"].AsGuid, string.Join(' ', row["histogram"].AsBsonArray.Select(count => $"{count.ToInt64()}")));
}
