using Ecommerce.Messaging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Mongo;

internal sealed class MongoDeadLetterStore(MongoServiceDatabase database, TimeProvider timeProvider) : IDeadLetterStore
{
    private static readonly ProjectionDefinition<DeadLetterDocument, DeadLetterDocument> WithoutMessage =
        Builders<DeadLetterDocument>.Projection.Exclude(l => l.Key).Exclude(l => l.Value);

    public Task AddAsync(DeadLetter letter, Func<Task> alongside, CancellationToken cancellationToken) => database.InTransactionAsync(
        timeProvider,
        async (session, token) =>
        {
            if (!await IsKnownAsync(session, letter, token))
                await database.DeadLetters.InsertOneAsync(session, DeadLetterDocument.Of(letter), cancellationToken: token);
            await alongside();
            await session.CommitAsync(timeProvider, CancellationToken.None);
            return true;
        },
        cancellationToken);

    public async Task<IReadOnlyList<DeadLetterSummary>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken)
    {
        var behind = after is { } last
            ? Builders<DeadLetterDocument>.Filter.Gt(l => l.Id, last)
            : Builders<DeadLetterDocument>.Filter.Empty;
        var found = await database.DeadLetters.Find(behind).SortBy(l => l.Id).Limit(limit).Project(WithoutMessage)
            .ToListAsync(cancellationToken);
        return [.. found.Select(letter => letter.ToSummary())];
    }

    public async Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken)
        => (await database.DeadLetters.Find(l => l.Id == id).FirstOrDefaultAsync(cancellationToken))?.ToLetter();

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
        => (await database.DeadLetters.DeleteOneAsync(l => l.Id == id, cancellationToken)).DeletedCount == 1;

    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken)
        => (await database.DeadLetters.Aggregate()
            .Group<BsonDocument>(new BsonDocument { ["_id"] = "$topic", ["letters"] = new BsonDocument("$sum", 1) })
                .ToListAsync(cancellationToken))
            .ToDictionary(topic => topic["_id"].AsString, topic => topic["letters"].ToInt64(), StringComparer.Ordinal);

    private async Task<bool> IsKnownAsync(IClientSessionHandle session, DeadLetter letter, CancellationToken cancellationToken)
        => letter.EventId is { } id
            && await database.DeadLetters.Find(session, l => l.Consumer == letter.Consumer && l.EventId == id).AnyAsync(cancellationToken);
}
