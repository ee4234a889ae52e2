using Ecommerce.CatalogService.Features.BulkEdit;
using Ecommerce.CatalogService.Features.Categories;
using Ecommerce.CatalogService.Features.ImportProducts;
using Ecommerce.CatalogService.Features.ImportProducts.Demo;
using Ecommerce.CatalogService.Features.Media;
using Ecommerce.CatalogService.Features.ReadProducts;
using Ecommerce.CatalogService.Features.Stock;
using Ecommerce.CatalogService.Features.WriteProducts;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Media;
using Ecommerce.CatalogService.Infrastructure.Messaging;
using Ecommerce.CatalogService.Infrastructure.Mongo;
using Ecommerce.CatalogService.Infrastructure.Postgres;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.CatalogService.Infrastructure.Telemetry;
using Ecommerce.CatalogService.Infrastructure.Workers;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Ecommerce.Persistence;
using Ecommerce.Redis;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService;

/// <summary>What catalog-service is made of, and which events it consumes.</summary>
internal static class Composition
{
    private const string ServiceName = "catalog-service";

    public static void AddCatalogue(this WebApplicationBuilder builder)
    {
        builder.AddStore();
        builder.AddCache();
        builder.AddMedia();
        builder.AddFeatures();
        builder.AddWorkers();
    }

    /// <summary>The store that <c>ConnectionStrings:catalog</c> names, with its outbox and the handlers of orders' events.</summary>
    private static void AddStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OrderStock>();
        builder.AddValidatedOptions<ReservationOptions>(ReservationOptions.Section);
        var connectionString = builder.Configuration.GetConnectionString("catalog") ?? "";
        if (MongoConnectionString.Names(connectionString))
            builder.AddMongoStore(connectionString);
        else
            builder.AddPostgresStore();
    }

    private static void AddPostgresStore(this WebApplicationBuilder builder)
    {
        builder.AddPostgresDatabase("catalog", typeof(Program).Assembly, typeof(Outbox).Assembly);
        builder.AddOutbox(ServiceName);
        builder.AddConsumer(ServiceName, consumer => consumer
            .On<OrderPlaced, OrderEventHandlers>()
            .On<OrderConfirmed, OrderEventHandlers>()
            .On<OrderCancelled, OrderEventHandlers>()
            .On<ReturnReceived, OrderEventHandlers>());
        builder.Services.AddSingleton<IProductStore, PostgresProductStore>();
    }

    private static void AddMongoStore(this WebApplicationBuilder builder, string connectionString)
    {
        builder.AddMongoDatabase(MongoOrderEventHandlers.Consumer, new MongoCatalogue(connectionString));
        builder.AddConsumer(MongoOrderEventHandlers.Consumer, consumer => consumer
            .OnIdempotent<OrderPlaced, MongoOrderEventHandlers>()
            .OnIdempotent<OrderConfirmed, MongoOrderEventHandlers>()
            .OnIdempotent<OrderCancelled, MongoOrderEventHandlers>()
            .OnIdempotent<ReturnReceived, MongoOrderEventHandlers>()
            .WaitOutMongo());
        builder.Services.AddSingleton<IProductStore, MongoProductStore>();
    }

    /// <summary>The read cache; with a second level for all replicas where <c>ConnectionStrings:redis</c> names one.</summary>
    private static void AddCache(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<CategoryCache>()
            .AddSingleton<ProductCache>()
            .AddSingleton(services => new SharedAnswers<byte[]>(services.GetRequiredService<TimeProvider>(), ProductCache.Lifetime));
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("redis")))
            return;

        builder.Services
            .AddSingleton<RedisServer>()
            .AddSingleton<DistributedProductCache>()
            .AddHostedService<CacheInvalidationSubscriber>();
        builder.AddConsumer($"{ServiceName}-cache", consumer => consumer
            .OnIdempotent<ProductChanged, CacheInvalidationHandlers>()
            .OnIdempotent<ProductDeleted, CacheInvalidationHandlers>()
            .OnIdempotent<StockChanged, CacheInvalidationHandlers>()
            .TreatAsOutage<RedisUnavailableException>());
    }

    /// <summary>Where pictures are kept: the bucket that <c>Media:Bucket</c> names, else a folder.</summary>
    private static void AddMedia(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<MediaOptions>(MediaOptions.Section);
        builder.Services
            .AddSingleton<IPictureStore>(services => new DemoPictures(
                services.GetRequiredService<IOptions<MediaOptions>>().Value is { HasBucket: true } options
                    ? PictureBucket.Of(options)
                    : ActivatorUtilities.CreateInstance<PictureFolder>(services),
                Path.Combine(AppContext.BaseDirectory, DemoPictures.Folder)))
            .AddSingleton<PictureUploads>()
            .AddSingleton<PictureVariants>();
    }

    private static void AddFeatures(this WebApplicationBuilder builder)
    {
        builder.AddFeatureFlags("user-service");
        builder.Services
            .AddSingleton<ProductReader>()
            .AddSingleton<ProductLists>()
            .AddSingleton<ProductCommands>()
            .AddSingleton<ProductPatch>()
            .AddSingleton<BulkEditCommands>()
            .AddSingleton<CategoryCommands>()
            .AddSingleton<StockCommands>()
            .AddSingleton<Stocktake>()
            .AddSingleton<LineParser>()
            .AddSingleton<ProductImport>();
        if (builder.Configuration.GetValue<bool>("DEMO_DATA"))
            builder.Services.AddHostedService<DemoCatalogueSeeder>();
    }

    private static void AddWorkers(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ProductRefreshOptions>(ProductRefreshOptions.Section);
        builder.AddValidatedOptions<StockAuditOptions>(StockAuditOptions.Section);
        builder.Services
            .AddSingleton<StockMetrics>()
            .AddHostedService<ReservationExpiryWorker>()
            .AddHostedService<StockAuditWorker>()
            .AddHostedService<ResultPruner>()
            .AddHostedService<ProductRefreshWorker>();
    }
}
