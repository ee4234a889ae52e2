using Ecommerce.Messaging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>
/// The outbox keeps what it has published for a while. A position is taken when an event is inserted, and seen when its transaction is
/// committed.
/// </summary>
internal sealed class MongoEventLog(MongoServiceDatabase database) : IEventLog
{
    private static FilterDefinitionBuilder<OutboxDocument> Filter => Builders<OutboxDocument>.Filter;

    public async Task<EventLogReading> ReadAsync(
        long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken)
    {
        // Which transactions are open only the server's administrator may ask: so it is as if one were, as old as they become.
        var openSince = await ClockAsync(cancellationToken) - MongoTransactions.Longest;
        var wanted = Filter.Gt(o => o.Position, new BsonTimestamp(after));
        if (types.Count > 0)
            wanted &= Filter.In(o => o.Type, types);
        var rows = await database.Outbox.Find(wanted).SortBy(o => o.Position).Limit(limit).ToListAsync(cancellationToken);
        return new([.. rows.Select(row => row.ToRow())], openSince, await ClockAsync(cancellationToken));
    }

    private async Task<DateTimeOffset> ClockAsync(CancellationToken cancellationToken)
    {
        var hello = await database.Database.RunCommandAsync<BsonDocument>(
            new BsonDocument("hello", 1), cancellationToken: cancellationToken);
        return hello["localTime"].ToUniversalTime();
    }
}
