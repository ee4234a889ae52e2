using Ecommerce.Checker.Reading;
using MongoDB.Bson;

namespace Ecommerce.Invariants.Stores;

/// <summary>A service's events in its MongoDB database.</summary>
internal sealed class MongoEvents(MongoStore store) : IEventStore
{
    public async Task<long> LastAsync()
        => await store.FindAsync("outbox", [], Placed, new("position", -1), 1) is [var last] ? last.Position : 0;

    public Task<IReadOnlyList<PlacedEvent>> AfterAsync(long position, int most)
        => store.FindAsync(
            "outbox", new("position", new BsonDocument("$gt", new BsonTimestamp(position))), Placed, new("position", 1), most);

    public Task<IReadOnlyList<PlacedEvent>> UnpublishedAsync(int most)
        => store.FindAsync("outbox", new("publishedAt", BsonNull.Value), Placed, new("position", 1), most);

    public Task<IReadOnlyList<Guid>> KnownAsync(Guid[] events)
        => store.FindAsync("outbox", new("_id", In(events.Select(MongoStore.Binary))), row => row["_id"].AsGuid);

    public async Task<IReadOnlyList<InboxRow>> AppliedAsync(string[] consumers, Guid[] events)
    {
        var ids = from consumer in consumers from id in events select (BsonValue)$"{consumer}/{id}";
        return [
            .. (await store.FindAsync("inbox", new("_id", In(ids)), Heard)).Select(heard => new InboxRow(heard.Consumer, heard.EventId))];
    }

    public Task<IReadOnlyList<HeardEvent>> HeardAsync(DateTime since, int most)
        => store.FindAsync("inbox", new("handledAt", new BsonDocument("$gte", since)), Heard, new("handledAt", 1), most);

    // The mapping is the service's: a collection that is not there is an empty one.
    public Task<IReadOnlyList<DeadLetterRow>> DeadLettersAsync(int most) => store.FindAsync(
        "dead_letters", [], row
            => new DeadLetterRow(Text(row, "consumer") ?? "", Text(row, "type"), Text(row, "reason") ?? ""), new("failedAt", -1), most);

    private static BsonDocument In(IEnumerable<BsonValue> values) => new("$in", new BsonArray(values));

    private static string? Text(BsonDocument row, string member)
        => row.GetValue(member, BsonNull.Value) is { IsString: true } text ? text.AsString : null;

    private static PlacedEvent Placed(BsonDocument row)
        => new(
            row["position"].AsBsonTimestamp.Value, row["_id"].AsGuid, row["type"]
                .AsString, !row.GetValue("publishedAt", BsonNull.Value).IsBsonNull);

    private static HeardEvent Heard(BsonDocument row)
    {
        var id = row["_id"].AsString;
        var end = id.LastIndexOf('/');
        return new(id[..end], Guid.Parse(id[(end + 1)..]), row["handledAt"].ToUniversalTime());
    }
}
