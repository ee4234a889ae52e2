using MongoDB.Bson;
using MongoDB.Driver;

namespace Ecommerce.Invariants.Stores;

/// <summary>A MongoDB database of the shop, read in snapshots. It knows the documents by the names of their members alone.</summary>
internal sealed class MongoStore : IStore, IAsyncDisposable
{
    private readonly string name;
    private readonly MongoClient client;
    private readonly IMongoDatabase database;

    public MongoStore(string name, string connectionString)
    {
        this.name = name;
        var url = new MongoUrl(connectionString);
        var settings = MongoClientSettings.FromUrl(url);
        (settings.ServerSelectionTimeout, settings.SocketTimeout) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15));
        settings.ApplicationName = "invariants";
        client = new MongoClient(settings);
        database = client.GetDatabase(url.DatabaseName ?? name);
    }

    public string Name => name;

    public static bool IsNamedBy(string connectionString)
        => connectionString.StartsWith("mongodb://", StringComparison.OrdinalIgnoreCase)
            || connectionString.StartsWith("mongodb+srv://", StringComparison.OrdinalIgnoreCase);

    public static BsonBinaryData Binary(Guid id) => new(id, GuidRepresentation.Standard);

    // Collections are made once, and one that is made anew has another id.
    public Task<string> IdentifyAsync() => AskAsync(async () =>
    {
        var outbox = await (await database.ListCollectionsAsync(new ListCollectionsOptions { Filter = new BsonDocument("name", "outbox") }))
            .FirstOrDefaultAsync();
        return outbox is not null && outbox.TryGetValue("info", out var info) && info.AsBsonDocument.TryGetValue("uuid", out var id)
            ? $"{id}"
            : "";
    });

    /// <summary>Documents that a filter takes.</summary>
    /// <exception cref="StoreAwayException">The database does not answer.</exception>
    public async Task<IReadOnlyList<T>> FindAsync<T>(
        string collection, BsonDocument filter, Func<BsonDocument, T> read, BsonDocument? sort = null, int? most = null)
        => await ReadAsync((db, session) => ListAsync(
            db.GetCollection<BsonDocument>(collection).Find(session, filter).Sort(sort ?? []).Limit(most).ToCursorAsync(), read));

    /// <summary>Reads from one snapshot.</summary>
    /// <exception cref="StoreAwayException">The database does not answer.</exception>
    public Task<T> ReadAsync<T>(Func<IMongoDatabase, IClientSessionHandle, Task<T>> read) => AskAsync(async () =>
    {
        using var session = await client.StartSessionAsync(new ClientSessionOptions { Snapshot = true });
        return await read(database, session);
    });

    /// <summary>All that a cursor gives.</summary>
    public static async Task<List<T>> ListAsync<T>(Task<IAsyncCursor<BsonDocument>> found, Func<BsonDocument, T> read)
    {
        using var cursor = await found;
        return [.. (await cursor.ToListAsync()).Select(read)];
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is MongoException or TimeoutException or IOException)
        {
            throw new StoreAwayException(name, failure);
        }
    }
}
