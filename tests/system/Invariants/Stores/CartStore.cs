using System.Text.Json.Nodes;
using Ecommerce.Checker.Reading;
using StackExchange.Redis;

namespace Ecommerce.Invariants.Stores;

/// <summary>The carts in Redis.</summary>
internal sealed class CartStore : IStore, IAsyncDisposable
{
    /// <summary>Of the events, so many of the latest are looked at.</summary>
    private const int Latest = 500;

    private readonly Lazy<Task<ConnectionMultiplexer>> connection;

    /// <exception cref="ArgumentException">It is no connection string of Redis.</exception>
    public CartStore(string connectionString)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        if (options.EndPoints.Count == 0)
            throw new ArgumentException("It names no server.", nameof(connectionString));
        (options.AbortOnConnectFail, options.ConnectTimeout, options.AsyncTimeout, options.ClientName) = (false, 2000, 3000, "invariants");
        connection = new(() => ConnectionMultiplexer.ConnectAsync(options));
    }

    public string Name => "redis";

    // Carts may be lost with it; its identity says nothing about anything else.
    public async Task<string> IdentifyAsync()
    {
        await AskAsync(database => database.PingAsync());
        return "";
    }

    /// <summary>What cart-service said of abandoned carts.</summary>
    public Task<EventBooks> EventsAsync() => AskAsync(async database =>
    {
        var waiting = Ids(await database.ListRangeAsync("carts:outbox"));
        var said = Ids(await database.SortedSetRangeByRankAsync("carts:event-log", -Latest));
        return new EventBooks(
            "cart-service", [.. said.Select(id => new OutboxRow(id, "cart-abandoned.v1", !waiting.Contains(id)))], [], []);
    });

    /// <summary>Those of the users who have a cart.</summary>
    public Task<IReadOnlyList<Guid>> OwnersAsync(IReadOnlyCollection<Guid> users) => AskAsync<IReadOnlyList<Guid>>(async database =>
    {
        var there = await Task.WhenAll(users.Select(user => database.KeyExistsAsync($"cart:{{user:{user}}}")));
        return [.. users.Where((_, i) => there[i])];
    });

    public async ValueTask DisposeAsync()
    {
        if (connection.IsValueCreated) await (await connection.Value).DisposeAsync();
    }

    private static HashSet<Guid> Ids(RedisValue[] entries) => [.. entries.Select(entry => (Guid)JsonNode.Parse((string)entry!)!["id"]!)];

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        try
        {
            return await ask((await connection.Value).GetDatabase());
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new StoreAwayException(Name, failure);
        }
    }
}
