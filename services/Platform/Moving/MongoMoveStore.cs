using System.Runtime.CompilerServices;
using Ecommerce.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Moving;

/// <summary>A service's MongoDB database.</summary>
public sealed class MongoMoveStore(MongoServiceDatabase database) : MoveStore
{
    private const string ProgressCollection = "move_progress";
    private const string TransientError = "TransientTransactionError";

    /// <summary>Longer than the server keeps the locks of a killed process.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public override string Name { get; } =
        $"MongoDB {string.Join(',', database.Client.Settings.Servers)}/{database.Database.DatabaseNamespace.DatabaseName}";

    private IMongoCollection<BsonDocument> Moves => database.Database.GetCollection<BsonDocument>(ProgressCollection);

    /// <inheritdoc/>
    public override async Task<StoreSchema> InspectAsync(CancellationToken cancellationToken)
    {
        var collections = await CollectionsAsync(cancellationToken);
        var isTarget = collections.Remove(ProgressCollection);
        if (collections.Count == 0)
            return StoreSchema.None;

        var schema = new MongoSchema(database, TimeProvider.System);
        var (applied, known) = (await schema.VersionsAsync(cancellationToken), schema.KnownVersions);
        if (applied.Any(family => family.Value > known.GetValueOrDefault(family.Key)))
            return StoreSchema.Foreign;
        if (known.All(family => applied.GetValueOrDefault(family.Key) == family.Value))
            return StoreSchema.Current;
        if (isTarget)
            return StoreSchema.None;
        return applied.Count > 0 ? StoreSchema.Older : StoreSchema.Foreign;
    }

    /// <inheritdoc/>
    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        // A transaction that creates a collection blocks others.
        if (!(await CollectionsAsync(cancellationToken)).Contains(ProgressCollection))
            await database.Database.CreateCollectionAsync(ProgressCollection, cancellationToken: cancellationToken);
        await database.PrepareAsync(cancellationToken);
    }

    /// <summary>One of the service's replicas holds the lease of the outbox while it runs.</summary>
    public override async Task<string?> FindWriterAsync(CancellationToken cancellationToken)
    {
        var held = new BsonDocument
        {
            ["_id"] = "outbox", ["$expr"] = new BsonDocument(
                "$gt", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$until", DateTime.UnixEpoch }), "$$NOW" }),
        };
        return await database.Locks.Find(held).AnyAsync(cancellationToken) ? "the service, which publishes from its outbox" : null;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, Progress>> ProgressAsync(CancellationToken cancellationToken)
    {
        var moves = await Moves.Find(new BsonDocument()).ToListAsync(cancellationToken);
        return moves.ToDictionary(
            m => m["_id"].AsString,
            m => new Progress(m["source"].AsString, m["cursor"] is BsonString cursor ? cursor.Value : null, m["isDone"].AsBoolean),
            StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override Task DeleteProgressAsync(CancellationToken cancellationToken)
        => database.Database.DropCollectionAsync(ProgressCollection, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        database.Client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HashSet<string>> CollectionsAsync(CancellationToken cancellationToken)
    {
        using var names = await database.Database.ListCollectionNamesAsync(cancellationToken: cancellationToken);
        return [.. await names.ToListAsync(cancellationToken)];
    }

    internal async IAsyncEnumerable<(string Cursor, TRecord Record)> ReadAsync<TRecord>(
        MongoTable<TRecord> table, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRecord : class
    {
        var behind = after is null ? [] : new BsonDocument("_id", new BsonDocument("$gt", BsonDocument.Parse(after)["_id"]));
        using var cursor = await database.Database.GetCollection<BsonDocument>(table.Collection).WithReadConcern(ReadConcern.Majority)
            .Find(behind).Sort(new BsonDocument("_id", 1)).ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var document in cursor.Current)
            {
                if (table.Read(document) is { } record)
                    yield return (new BsonDocument("_id", document["_id"]).ToJson(), record);
            }
        }
    }

    /// <exception cref="InvalidOperationException">Another move has resumed from <paramref name="before"/>.</exception>
    internal async Task InsertAsync<TRecord>(
        string name, MongoTable<TRecord> table, IReadOnlyList<TRecord> records, Progress before, Progress reached,
        CancellationToken cancellationToken)
        where TRecord : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await database.InTransactionAsync(
                    TimeProvider.System, (session, token) => InsertAsync(session, name, table, records, before, reached, token),
                    cancellationToken);
                return;
            }
            catch (MongoException failure) when (
                failure.HasErrorLabel(TransientError) && TimeProvider.System.GetElapsedTime(started) < MaxWait)
            {
                // Retried.
            }
        }
    }

    private async Task<bool> InsertAsync<TRecord>(
        IClientSessionHandle session, string name, MongoTable<TRecord> table, IReadOnlyList<TRecord> records, Progress before,
        Progress reached,
        CancellationToken cancellationToken)
        where TRecord : class
    {
        if (records.Count > 0)
            await database.Database.GetCollection<BsonDocument>(table.Collection).InsertManyAsync(
                session, records.Select(table.Write), cancellationToken: cancellationToken);
        await SaveProgressAsync(session, name, before, reached, cancellationToken);
        await session.CommitAsync(TimeProvider.System, cancellationToken);
        return true;
    }

    private async Task SaveProgressAsync(
        IClientSessionHandle session, string name, Progress before, Progress reached, CancellationToken cancellationToken)
    {
        var known = await Moves.Find(session, new BsonDocument("_id", name)).FirstOrDefaultAsync(cancellationToken);
        if (known is not null && (known["isDone"].AsBoolean || known["cursor"] != Text(before.Cursor)))
            throw new InvalidOperationException($"Another move writes {name} at the same time.");

        await Moves.ReplaceOneAsync(
            session, new BsonDocument("_id", name),
            new BsonDocument
            {
                ["_id"] = name, ["source"] = reached.Source, ["cursor"] = Text(reached.Cursor), ["isDone"] = reached.IsDone,
            },
            new ReplaceOptions { IsUpsert = true }, cancellationToken);
    }

    private static BsonValue Text(string? text) => text is null ? BsonNull.Value : new BsonString(text);
}
