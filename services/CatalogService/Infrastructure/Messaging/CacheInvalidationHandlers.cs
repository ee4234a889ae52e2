using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CatalogService.Infrastructure.Messaging;

/// <summary>
/// Invalidates the cache by this service's own events: changes that came with an order's event, and those whose writer crashed, or
/// could not reach Redis, after its commit.
/// </summary>
internal sealed class CacheInvalidationHandlers(DistributedProductCache cache)
    : IIdempotentEventHandler<ProductChanged>, IIdempotentEventHandler<ProductDeleted>, IIdempotentEventHandler<StockChanged>
{
    public Task HandleAsync(ProductChanged message, EventContext context, CancellationToken cancellationToken)
        => cache.InvalidateAsync([message.ProductId]);

    public Task HandleAsync(ProductDeleted message, EventContext context, CancellationToken cancellationToken)
        => cache.InvalidateAsync([message.ProductId]);

    public Task HandleAsync(StockChanged message, EventContext context, CancellationToken cancellationToken)
        => cache.InvalidateAsync([message.ProductId]);
}
