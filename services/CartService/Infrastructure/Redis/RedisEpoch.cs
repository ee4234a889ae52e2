using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>
/// Since when Redis has kept its data. When it loses the carts, it also loses which orders have bought from them: an older order would then
/// remove what was added since.
/// </summary>
internal sealed class RedisEpoch(RedisServer redis, TimeProvider timeProvider)
{
    private static readonly RedisKey Key = "carts:since";

    /// <summary>The time of the first call after the data were lost.</summary>
    public async Task<DateTimeOffset> StartedAtAsync()
    {
        var now = timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        await redis.AskAsync(database => database.StringSetAsync(Key, now, when: When.NotExists));
        return DateTimeOffset.FromUnixTimeMilliseconds((long)await redis.AskAsync(database => database.StringGetAsync(Key)));
    }
}
