using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Redis;

namespace Ecommerce.CatalogService.Cache;

internal static class CacheExtensions
{
    /// <summary>The read cache; with a second level for all replicas where <c>ConnectionStrings:redis</c> names one.</summary>
    public static void AddProductCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ProductCache>();
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("redis")))
            return;

        builder.Services.AddSingleton<RedisServer>().AddSingleton<SharedProducts>().AddHostedService<CacheSubscription>();
        builder.AddConsumer("catalog-service-cache", consumer => consumer
            .OnIdempotent<ProductChanged, CacheInvalidation>()
            .OnIdempotent<ProductDeleted, CacheInvalidation>()
            .OnIdempotent<StockChanged, CacheInvalidation>()
            .WaitOut<RedisUnavailableException>());
    }
}
