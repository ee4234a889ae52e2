using System.Runtime.CompilerServices;
using Ecommerce.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Moving;

/// <summary>A service's MongoDB database.</summary>
public sealed class MongoShop(MongoServiceDatabase database) : ShopStore
{
    private const string ProgressCollection = "move_progress";
    private const string LostAgainstAnother = "TransientTransactionError";

    /// <summary>So long the server keeps what the transaction of a process that was killed has locked, and some more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public override string Name { get; } =
        $"MongoDB {string.Join(',', database.Client.Settings.Servers)}/{database.Database.DatabaseNamespace.DatabaseName}";

    private IMongoCollection<BsonDocument> Moves => database.Database.GetCollection<BsonDocument>(ProgressCollection);

    /// <inheritdoc/>
    public override Task PrepareAsync(CancellationToken cancellationToken) => database.PrepareAsync(cancellationToken);

    /// <summary>Of the service's replicas one holds the lease of the outbox for as long as it runs.</summary>
    public override async Task<string?> FindWriterAsync(CancellationToken cancellationToken)
    {
        var held = new BsonDocument
        {
            ["_id"] = "outbox", ["$expr"] = new BsonDocument("$gt", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$until", DateTime.UnixEpoch }), "$$NOW" }),
        };
        return await database.Locks.Find(held).AnyAsync(cancellationToken) ? "the service, which publishes from its outbox" : null;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, Progress>> ProgressAsync(CancellationToken cancellationToken)
    {
        // A transaction that makes a collection stands in the way of others.
        var there = await (await database.Database.ListCollectionNamesAsync(cancellationToken: cancellationToken)).ToListAsync(cancellationToken);
        if (!there.Contains(ProgressCollection))
            await database.Database.CreateCollectionAsync(ProgressCollection, cancellationToken: cancellationToken);
        var moves = await Moves.Find(new BsonDocument()).ToListAsync(cancellationToken);
        return moves.ToDictionary(
            m => m["_id"].AsString, m => new Progress(m["source"].AsString, m["cursor"] is BsonString cursor ? cursor.Value : null, m["isDone"].AsBoolean), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override Task ForgetProgressAsync(CancellationToken cancellationToken) => database.Database.DropCollectionAsync(ProgressCollection, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        database.Client.Dispose();
        return ValueTask.CompletedTask;
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

    /// <exception cref="InvalidOperationException">Another move has gone on from <paramref name="before"/>.</exception>
    internal async Task InsertAsync<TRecord>(
        string name, MongoTable<TRecord> table, IReadOnlyList<TRecord> records, Progress before, Progress reached, CancellationToken cancellationToken)
        where TRecord : class
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await database.InTransactionAsync(TimeProvider.System, (session, token) => InsertAsync(session, name, table, records, before, reached, token), cancellationToken);
                return;
            }
            catch (MongoException lost) when (lost.HasErrorLabel(LostAgainstAnother) && TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                // Tried again.
            }
        }
    }

    private async Task<bool> InsertAsync<TRecord>(
        IClientSessionHandle session, string name, MongoTable<TRecord> table, IReadOnlyList<TRecord> records, Progress before, Progress reached,
        CancellationToken cancellationToken)
        where TRecord : class
    {
        if (records.Count > 0)
            await database.Database.GetCollection<BsonDocument>(table.Collection).InsertManyAsync(session, records.Select(table.Write), cancellationToken: cancellationToken);
        await RememberAsync(session, name, before, reached, cancellationToken);
        await session.CommitAsync(TimeProvider.System, cancellationToken);
        return true;
    }

    private async Task RememberAsync(IClientSessionHandle session, string name, Progress before, Progress reached, CancellationToken cancellationToken)
    {
        var known = await Moves.Find(session, new BsonDocument("_id", name)).FirstOrDefaultAsync(cancellationToken);
        if (known is not null && (known["isDone"].AsBoolean || known["cursor"] != Text(before.Cursor)))
            throw new InvalidOperationException($"Another move writes {name} at the same time.");

        await Moves.ReplaceOneAsync(
            session, new BsonDocument("_id", name),
            new BsonDocument { ["_id"] = name, ["source"] = reached.Source, ["cursor"] = Text(reached.Cursor), ["isDone"] = reached.IsDone },
            new ReplaceOptions { IsUpsert = true }, cancellationToken);
    }

    private static BsonValue Text(string? text) => text is null ? BsonNull.Value : new BsonString(text);
}
