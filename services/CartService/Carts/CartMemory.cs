using Ecommerce.CartService.Redis;
using StackExchange.Redis;

namespace Ecommerce.CartService.Carts;

/// <summary>
/// Since when Redis remembers. Whoever loses the carts loses with them which orders have bought of them: an older order would take out what was put in since.
/// </summary>
internal sealed class CartMemory(RedisServer redis, TimeProvider time)
{
    private static readonly RedisKey Key = "carts:since";

    /// <summary>Since the first time that this was asked.</summary>
    public async Task<DateTimeOffset> BeganAsync()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await redis.AskAsync(database => database.StringSetAsync(Key, now, when: When.NotExists));
        return DateTimeOffset.FromUnixTimeMilliseconds((long)await redis.AskAsync(database => database.StringGetAsync(Key)));
    }
}
