using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace Ecommerce.Checker.Reading;

/// <summary>
/// The carts in Redis: hashes under <c>cart:{OWNER}</c> with a field per line; what else belongs to a cart has more in its key.
/// </summary>
/// <param name="Owners">Users who have one.</param>
/// <param name="Idle">Carts of users with something in them that nobody has said to be abandoned.</param>
/// <param name="Said">The events that said so of others.</param>
/// <param name="Waiting">Those of them that the broker has not taken.</param>
internal sealed record CartBooks(
    int Carts, int Lines, IReadOnlyList<Guid> Owners, long Idle, IReadOnlyList<Guid> Said, IReadOnlyList<Guid> Waiting)
{
    public static readonly CartBooks None = new(0, 0, [], 0, [], []);

    public EventBooks Events
        => new("cart-service", [.. Said.Select(id => new OutboxRow(id, "cart-abandoned.v1", !Waiting.Contains(id)))], [], []);

    public static async Task<CartBooks> ReadAsync(string redis)
    {
        await using var connection = new Connection(
            await ConnectionMultiplexer.ConnectAsync($"{redis},connectTimeout=30000,syncTimeout=30000"));
        var (keys, database) = (connection.Keys("cart:{*}"), connection.Database);
        var lines = 0;
        foreach (var key in keys)
            lines += (await database.HashKeysAsync(key)).Count(field => field.ToString().StartsWith("line:", StringComparison.Ordinal));
        return new(
            keys.Count, lines, [.. keys.Select(OwnerOf).OfType<Guid>()], await database.SortedSetLengthAsync("carts:idle"),
            Ids(await database.SortedSetRangeByRankAsync("carts:event-log")), Ids(await database.ListRangeAsync("carts:outbox")));
    }

    private static Guid? OwnerOf(RedisKey key) => key.ToString().Split(':', '}') is [_, "{user", var id, _] ? Guid.Parse(id) : null;

    private static List<Guid> Ids(RedisValue[] entries) => [.. entries.Select(entry => (Guid)JsonNode.Parse((string)entry!)!["id"]!)];

    private sealed class Connection(ConnectionMultiplexer multiplexer) : IAsyncDisposable
    {
        public IDatabase Database => multiplexer.GetDatabase();

        public List<RedisKey> Keys(string pattern) => [.. multiplexer.GetServer(multiplexer.GetEndPoints()[0]).Keys(pattern: pattern)];

        public async ValueTask DisposeAsync()
        {
            await multiplexer.CloseAsync();
            await multiplexer.DisposeAsync();
        }
    }
}
