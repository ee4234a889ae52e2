using Ecommerce.Messaging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

internal sealed class MongoOutboxCounter(MongoServiceDatabase database) : IOutboxCounter
{
    private static readonly FilterDefinition<OutboxDocument> Waiting = Builders<OutboxDocument>.Filter.Eq(o => o.PublishedAt, null);

    public async Task<OutboxCount> CountAsync(CancellationToken cancellationToken)
    {
        var oldest = await database.Outbox.Find(Waiting).SortBy(o => o.Position).FirstOrDefaultAsync(cancellationToken);
        return oldest is null
            ? new(0, null)
            : new(await database.Outbox.CountDocumentsAsync(Waiting, cancellationToken: cancellationToken), oldest.OccurredAt);
    }
}
