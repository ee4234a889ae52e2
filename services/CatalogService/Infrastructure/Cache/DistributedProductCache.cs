using Ecommerce.CatalogService.Infrastructure.Telemetry;
using Ecommerce.Redis;
using StackExchange.Redis;

namespace Ecommerce.CatalogService.Infrastructure.Cache;

/// <summary>
/// Products in Redis, for all replicas. The first reader that misses takes a lease and reads the store; the others wait a moment for
/// its result. A change deletes product and lease together, so that nobody stores what was read before the change. Without Redis
/// every replica reads the store.
/// </summary>
internal sealed partial class DistributedProductCache(RedisServer redis, TimeProvider timeProvider, ILogger<DistributedProductCache> logger)
{
    public const string Changes = "catalogue:changes";

    // How long a stale product can stay when an invalidation is lost.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private const int MaxPolls = 10;

    private const string GetOrLease = """
        local product = redis.call('GET', KEYS[1])
        if product then return {2, product} end
        if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {1} end
        return {0}
        """;

    private const string StoreIfLeased = """
        if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        redis.call('DEL', KEYS[2])
        return 1
        """;

    // What the first script answers with.
    private const int Pending = 0;
    private const int Leased = 1;
    private const int Found = 2;

    private int isDown;

    public async Task<CachedProduct?> GetAsync(Guid id, Func<Guid, Task<CachedProduct?>> read)
    {
        var holder = Guid.CreateVersion7().ToString("n");
        try
        {
            for (var polls = 0; polls <= MaxPolls; polls++)
            {
                var answer = (RedisResult[])(await EvaluateAsync(GetOrLease, id, holder, (long)Lease.TotalMilliseconds))!;
                switch ((int)answer[0])
                {
                    case Found when CachedProduct.FromBytes((byte[])answer[1]!) is var product && IsValid(product):
                        CacheMetrics.RedisHit();
                        return product;
                    case Leased:
                        CacheMetrics.RedisMiss();
                        return await ReadAndStoreAsync(id, holder, read);
                    case Pending:
                        await Task.Delay(PollInterval, timeProvider);
                        break;
                    default:
                        await DeleteAsync([id]);
                        break;
                }
            }
        }
        catch (RedisUnavailableException e)
        {
            LogOutage(e);
        }

        CacheMetrics.RedisMiss();
        return await read(id);
    }

    /// <summary>Deletes changed products here and in the process cache of every replica.</summary>
    /// <exception cref="RedisUnavailableException">Redis may still have them.</exception>
    public async Task InvalidateAsync(IReadOnlyCollection<Guid> ids)
    {
        await DeleteAsync(ids);
        var message = ids.SelectMany(id => id.ToByteArray()).ToArray();
        await redis.AskAsync(database => database.PublishAsync(new RedisChannel(Changes, RedisChannel.PatternMode.Literal), message));
    }

    public void LogOutage(RedisUnavailableException exception)
    {
        if (Interlocked.Exchange(ref isDown, 1) == 0)
            LogLost(exception.Message);
    }

    private bool IsValid(CachedProduct product) => product.ValidUntil > timeProvider.GetUtcNow();

    private async Task<CachedProduct?> ReadAndStoreAsync(Guid id, string holder, Func<Guid, Task<CachedProduct?>> read)
    {
        var product = await read(id);
        var remaining = product is null ? TimeSpan.Zero : product.ValidUntil - timeProvider.GetUtcNow();
        if (remaining > TimeSpan.Zero)
            _ = StoreAsync(id, holder, product!, remaining < Lifetime ? remaining : Lifetime);
        return product;
    }

    /// <summary>Not awaited: the caller has its product already.</summary>
    private async Task StoreAsync(Guid id, string holder, CachedProduct product, TimeSpan lifetime)
    {
        try
        {
            await EvaluateAsync(StoreIfLeased, id, holder, product.ToBytes(), Math.Max(1, (long)lifetime.TotalMilliseconds));
        }
        catch (RedisUnavailableException e)
        {
            LogOutage(e);
        }
    }

    private async Task<RedisResult> EvaluateAsync(string script, Guid id, params RedisValue[] arguments)
    {
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(script, [ProductKey(id), LeaseKey(id)], arguments));
        if (Volatile.Read(ref isDown) == 1 && Interlocked.Exchange(ref isDown, 0) == 1)
            LogRecovered();
        return answer;
    }

    private Task<long> DeleteAsync(IReadOnlyCollection<Guid> ids)
    {
        RedisKey[] keys = [.. ids.Select(ProductKey), .. ids.Select(LeaseKey)];
        return redis.AskAsync(database => database.KeyDeleteAsync(keys));
    }

    private static RedisKey ProductKey(Guid id) => $"catalogue:product:{{{id:n}}}";

    private static RedisKey LeaseKey(Guid id) => $"catalogue:lease:{{{id:n}}}";

    [LoggerMessage(LogLevel.Warning, "Redis does not answer, products are read from the store: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(LogLevel.Information, "Redis answers again")]
    private partial void LogRecovered();
}
