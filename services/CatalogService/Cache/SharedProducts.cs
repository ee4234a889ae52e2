using Ecommerce.Redis;
using StackExchange.Redis;

namespace Ecommerce.CatalogService.Cache;

/// <summary>
/// Products in Redis, for all replicas. Who finds none takes a lease and reads the store; the others wait a moment for what it finds.
/// A change deletes product and lease at once, so that nobody stores what was read before the change. Without Redis each reads the store.
/// </summary>
internal sealed partial class SharedProducts(RedisServer redis, TimeProvider time, ILogger<SharedProducts> logger)
{
    public const string Changes = "catalogue:changes";

    // How long a change that this shop's events have not told of yet can stay unseen.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private const int MostPauses = 10;

    private const string Take = """
        local product = redis.call('GET', KEYS[1])
        if product then return {2, product} end
        if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {1} end
        return {0}
        """;

    private const string Put = """
        if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
        redis.call('DEL', KEYS[2])
        return 1
        """;

    private int isDown;

    public async Task<ServedProduct?> GetAsync(Guid id, Func<Guid, Task<ServedProduct?>> read)
    {
        var holder = Guid.CreateVersion7().ToString("n");
        try
        {
            for (var pauses = 0; pauses <= MostPauses; pauses++)
            {
                var answer = (RedisResult[])(await AskAsync(Take, id, holder, (long)Lease.TotalMilliseconds))!;
                switch ((int)answer[0])
                {
                    case 2 when ServedProduct.FromBytes((byte[])answer[1]!) is var product && product.ValidUntil > time.GetUtcNow():
                        CacheMetrics.RedisHit();
                        return product;
                    case 1:
                        CacheMetrics.RedisMiss();
                        return await ReadAndPutAsync(id, holder, read);
                    case 0:
                        await Task.Delay(Pause, time);
                        break;
                    default:
                        await ForgetAsync([id]);
                        break;
                }
            }
        }
        catch (RedisUnavailableException e)
        {
            TellOfOutage(e);
        }

        CacheMetrics.RedisMiss();
        return await read(id);
    }

    /// <summary>After a change: nobody finds what was before, here or in the memory of another replica.</summary>
    /// <exception cref="RedisUnavailableException">Redis may still have it.</exception>
    public async Task InvalidateAsync(IReadOnlyCollection<Guid> ids)
    {
        await ForgetAsync(ids);
        var message = ids.SelectMany(id => id.ToByteArray()).ToArray();
        await redis.AskAsync(database => database.PublishAsync(new RedisChannel(Changes, RedisChannel.PatternMode.Literal), message));
    }

    public void TellOfOutage(RedisUnavailableException exception)
    {
        if (Interlocked.Exchange(ref isDown, 1) == 0)
            Lost(exception.Message);
    }

    private async Task<ServedProduct?> ReadAndPutAsync(Guid id, string holder, Func<Guid, Task<ServedProduct?>> read)
    {
        var product = await read(id);
        var left = product is null ? TimeSpan.Zero : product.ValidUntil - time.GetUtcNow();
        if (left > TimeSpan.Zero)
            _ = PutAsync(id, holder, product!, left < Lifetime ? left : Lifetime);
        return product;
    }

    /// <summary>Nobody waits for it: who asked has the product.</summary>
    private async Task PutAsync(Guid id, string holder, ServedProduct product, TimeSpan lifetime)
    {
        try
        {
            await AskAsync(Put, id, holder, product.ToBytes(), Math.Max(1, (long)lifetime.TotalMilliseconds));
        }
        catch (RedisUnavailableException e)
        {
            TellOfOutage(e);
        }
    }

    private async Task<RedisResult> AskAsync(string script, Guid id, params RedisValue[] arguments)
    {
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(script, [ProductKey(id), LeaseKey(id)], arguments));
        if (Volatile.Read(ref isDown) == 1 && Interlocked.Exchange(ref isDown, 0) == 1)
            Back();
        return answer;
    }

    private Task<long> ForgetAsync(IReadOnlyCollection<Guid> ids)
        => redis.AskAsync(database => database.KeyDeleteAsync([.. ids.SelectMany(IEnumerable<RedisKey> (id) => [ProductKey(id), LeaseKey(id)])]));

    private static RedisKey ProductKey(Guid id) => $"catalogue:product:{{{id:n}}}";

    private static RedisKey LeaseKey(Guid id) => $"catalogue:lease:{{{id:n}}}";

    [LoggerMessage(LogLevel.Warning, "Redis does not answer, products are read from the store: {Reason}")]
    private partial void Lost(string reason);

    [LoggerMessage(LogLevel.Information, "Redis answers again")]
    private partial void Back();
}
