using Ecommerce.Messaging;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

/// <summary>Positions in the service's own database, and what was heard by its inbox.</summary>
internal sealed class MongoCatchUpMemory(MongoServiceDatabase database, MessagingOptions options, TimeProvider time) : ICatchUpMemory
{
    private static readonly TimeSpan TurnLength = TimeSpan.FromSeconds(30);

    private static FilterDefinitionBuilder<CatchUpDocument> Filter => Builders<CatchUpDocument>.Filter;

    public bool KnowsWhatWasHeard => true;

    public async Task TakeTurnAsync(string group, Func<Task> turn, CancellationToken cancellationToken)
    {
        await using var lease = await MongoLease.TryTakeAsync(database, $"catch-up/{group}", TurnLength, time, cancellationToken);
        // One that is lost on the way does no harm: the inbox knows what another has handled.
        if (lease is not null) await turn();
    }

    public async Task<long> FindPositionAsync(string group, string service, CancellationToken cancellationToken)
        => (await database.CatchUps.Find(Of(group, service)).SortBy(c => c.Position).FirstOrDefaultAsync(cancellationToken))?.Position ?? 0;

    public async Task RememberAsync(string group, string service, CaughtUp reached, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        await KeepAsync(group, service, reached.From, reached.ReadAt, cancellationToken);
        await KeepAsync(group, service, reached.Position, reached.ReadAt, cancellationToken);
        var last = await database.CatchUps.Find(Of(group, service) & Filter.Lte(c => c.ReadAt, settled.UtcDateTime))
            .SortByDescending(c => c.Position).FirstOrDefaultAsync(cancellationToken);
        if (last is not null)
            await database.CatchUps.DeleteManyAsync(Of(group, service) & Filter.Lt(c => c.Position, last.Position), cancellationToken);
    }

    public async Task<IReadOnlySet<Guid>> FindUnheardAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken)
    {
        // Of what is older the inbox may have forgotten that it was handled.
        var oldest = time.GetUtcNow() - options.Retention;
        var unheard = events.Where(logged => logged.Value > oldest).Select(logged => logged.Key).ToHashSet();
        var ids = unheard.ToDictionary(id => InboxDocument.IdOf(group, id), StringComparer.Ordinal);
        var heard = await database.Inbox.Find(Builders<InboxDocument>.Filter.In(i => i.Id, ids.Keys)).ToListAsync(cancellationToken);
        var buried = await database.DeadLetters.Find(
            Builders<DeadLetterDocument>.Filter.Eq(l => l.Consumer, group)
            & Builders<DeadLetterDocument>.Filter.In(l => l.EventId, unheard.Select(id => (Guid?)id))).Project(l => l.EventId).ToListAsync(cancellationToken);
        unheard.ExceptWith(heard.Select(i => ids[i.Id]));
        unheard.ExceptWith(buried.OfType<Guid>());
        return unheard;
    }

    private Task<UpdateResult> KeepAsync(string group, string service, long position, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        var id = CatchUpDocument.IdOf(group, service, position);
        return database.CatchUps.UpdateOneAsync(
            c => c.Id == id,
            Builders<CatchUpDocument>.Update.SetOnInsert(c => c.Consumer, group).SetOnInsert(c => c.Service, service)
                .SetOnInsert(c => c.Position, position).SetOnInsert(c => c.ReadAt, readAt.UtcDateTime),
            new UpdateOptions { IsUpsert = true }, cancellationToken);
    }

    private static FilterDefinition<CatchUpDocument> Of(string group, string service) => Filter.Eq(c => c.Consumer, group) & Filter.Eq(c => c.Service, service);
}
