using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Redis;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Cache;

/// <summary>
/// Clears the cache by this service's own events: changes that came with an order's event, and those whose writer died, or could not
/// reach Redis, after its commit.
/// </summary>
internal sealed class CacheInvalidation(SharedProducts shared)
    : IIdempotentEventHandler<ProductChanged>, IIdempotentEventHandler<ProductDeleted>, IIdempotentEventHandler<StockChanged>
{
    public Task HandleAsync(ProductChanged message, EventContext context, CancellationToken cancellationToken) => shared.InvalidateAsync([message.ProductId]);

    public Task HandleAsync(ProductDeleted message, EventContext context, CancellationToken cancellationToken) => shared.InvalidateAsync([message.ProductId]);

    public Task HandleAsync(StockChanged message, EventContext context, CancellationToken cancellationToken) => shared.InvalidateAsync([message.ProductId]);
}

/// <summary>Hears from the other replicas which products changed. What it misses while Redis is away is a second old at most.</summary>
internal sealed class CacheSubscription(RedisServer redis, ProductCache cache, TimeProvider time) : BackgroundService
{
    private const int IdBytes = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!await TrySubscribeAsync())
            await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> TrySubscribeAsync()
    {
        try
        {
            await redis.SubscribeAsync(SharedProducts.Changes, Forget);
            return true;
        }
        catch (RedisUnavailableException)
        {
            return false;
        }
    }

    private void Forget(byte[] message)
    {
        for (var ids = message.AsSpan(); ids.Length >= IdBytes; ids = ids[IdBytes..])
            cache.Forget(new Guid(ids[..IdBytes]));
    }
}
