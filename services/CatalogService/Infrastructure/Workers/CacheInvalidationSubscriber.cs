using Ecommerce.Background;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.Redis;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

/// <summary>
/// Invalidates the process cache when another replica changed products. What it misses while Redis is away is a second old at most.
/// </summary>
internal sealed class CacheInvalidationSubscriber(RedisServer redis, ProductCache cache, TimeProvider timeProvider) : BackgroundService
{
    private const int IdBytes = 16;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var suppressed = BackgroundTracing.Suppress();
        while (!await TrySubscribeAsync())
            await Task.Delay(RetryDelay, timeProvider, stoppingToken);
    }

    private async Task<bool> TrySubscribeAsync()
    {
        try
        {
            await redis.SubscribeAsync(DistributedProductCache.Changes, Invalidate);
            return true;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }

    private void Invalidate(byte[] message)
    {
        for (var ids = message.AsSpan(); ids.Length >= IdBytes; ids = ids[IdBytes..])
            cache.InvalidateLocal(new Guid(ids[..IdBytes]));
    }
}
