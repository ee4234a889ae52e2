using Ecommerce.Messaging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>Positions in the service's own database; the inbox knows which events were processed.</summary>
internal sealed class MongoBackfillStore(MongoServiceDatabase database, MessagingOptions options, TimeProvider timeProvider)
    : IBackfillStore
{
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);

    private static FilterDefinitionBuilder<BackfillDocument> Filter => Builders<BackfillDocument>.Filter;

    public bool KnowsProcessed => true;

    public async Task RunExclusiveAsync(string group, Func<Task> work, CancellationToken cancellationToken)
    {
        await using var lease = await MongoLease.TryTakeAsync(database, $"catch-up/{group}", LeaseLength, timeProvider, cancellationToken);
        // A lease that is lost meanwhile does no harm: the inbox knows what another replica has handled.
        if (lease is not null)
            await work();
    }

    public async Task<long> FindPositionAsync(string group, string publisher, CancellationToken cancellationToken)
        => (await database.CatchUps.Find(Of(group, publisher)).SortBy(c => c.Position).FirstOrDefaultAsync(cancellationToken))?.Position
            ?? 0;

    public async Task SavePositionAsync(
        string group, string publisher, BackfillProgress progress, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        await AddPositionAsync(group, publisher, progress.From, progress.ReadAt, cancellationToken);
        await AddPositionAsync(group, publisher, progress.Position, progress.ReadAt, cancellationToken);
        var last = await database.CatchUps.Find(Of(group, publisher) & Filter.Lte(c => c.ReadAt, settled.UtcDateTime))
            .SortByDescending(c => c.Position).FirstOrDefaultAsync(cancellationToken);
        if (last is not null)
            await database.CatchUps.DeleteManyAsync(Of(group, publisher) & Filter.Lt(c => c.Position, last.Position), cancellationToken);
    }

    public async Task<IReadOnlySet<Guid>> FindUnprocessedAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken)
    {
        // The inbox may have been pruned of older ones.
        var oldest = timeProvider.GetUtcNow() - options.Retention;
        var unprocessed = events.Where(logged => logged.Value > oldest).Select(logged => logged.Key).ToHashSet();
        var ids = unprocessed.ToDictionary(id => InboxDocument.IdOf(group, id), StringComparer.Ordinal);
        var handled = await database.Inbox.Find(Builders<InboxDocument>.Filter.In(i => i.Id, ids.Keys)).ToListAsync(cancellationToken);
        var deadLettered = await database.DeadLetters.Find(
            Builders<DeadLetterDocument>.Filter.Eq(l => l.Consumer, group)
            & Builders<DeadLetterDocument>.Filter.In(l => l.EventId, unprocessed.Cast<Guid?>())).Project(l => l.EventId)
                .ToListAsync(cancellationToken);
        unprocessed.ExceptWith(handled.Select(i => ids[i.Id]));
        unprocessed.ExceptWith(deadLettered.OfType<Guid>());
        return unprocessed;
    }

    private Task<UpdateResult> AddPositionAsync(
        string group, string publisher, long position, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        var id = BackfillDocument.IdOf(group, publisher, position);
        return database.CatchUps.UpdateOneAsync(
            c => c.Id == id,
            Builders<BackfillDocument>.Update.SetOnInsert(c => c.Consumer, group).SetOnInsert(c => c.Service, publisher)
                .SetOnInsert(c => c.Position, position).SetOnInsert(c => c.ReadAt, readAt.UtcDateTime),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
    }

    private static FilterDefinition<BackfillDocument> Of(string group, string publisher)
        => Filter.Eq(c => c.Consumer, group) & Filter.Eq(c => c.Service, publisher);
}
