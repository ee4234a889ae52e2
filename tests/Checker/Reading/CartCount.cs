using StackExchange.Redis;

namespace Ecommerce.Checker.Reading;

/// <summary>The carts in Redis: hashes under <c>cart:{OWNER}</c> with a field per line; what else belongs to a cart has more in its key.</summary>
internal sealed record CartCount(int Carts, int Lines)
{
    public static async Task<CartCount> ReadAsync(string redis)
    {
        await using var connection = new Connection(await ConnectionMultiplexer.ConnectAsync($"{redis},connectTimeout=30000,syncTimeout=30000"));
        var keys = connection.Keys("cart:{*}");
        var lines = 0;
        foreach (var key in keys)
            lines += (await connection.Database.HashKeysAsync(key)).Count(field => field.ToString().StartsWith("line:", StringComparison.Ordinal));
        return new(keys.Count, lines);
    }

    private sealed class Connection(ConnectionMultiplexer multiplexer) : IAsyncDisposable
    {
        public IDatabase Database => multiplexer.GetDatabase();

        public List<RedisKey> Keys(string pattern) => [.. multiplexer.GetServer(multiplexer.GetEndPoints()[0]).Keys(pattern: pattern)];

        public async ValueTask DisposeAsync()
        {
            await multiplexer.CloseAsync();
            multiplexer.Dispose();
        }
    }
}
