using Ecommerce.CatalogService.Storage.Mongo;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage;

internal static partial class StoreExtensions
{
    static partial void AddMongoStore(WebApplicationBuilder builder, string connectionString, ref bool added)
    {
        added = true;
        builder.AddEventPublisher(MongoOrderHandlers.Consumer);
        builder.AddConsumer(MongoOrderHandlers.Consumer, consumer => consumer
            .OnIdempotent<OrderPlaced, MongoOrderHandlers>()
            .OnIdempotent<OrderConfirmed, MongoOrderHandlers>()
            .OnIdempotent<OrderCancelled, MongoOrderHandlers>()
            .OnIdempotent<ReturnReceived, MongoOrderHandlers>()
            .WaitOut<MongoConnectionException>()
            .WaitOut<TimeoutException>());
        builder.Services
            .AddSingleton(new MongoCatalogue(connectionString))
            .AddSingleton<IProductStore, MongoProductStore>()
            .AddHostedService<MongoStart>()
            .AddHostedService<MongoOutboxRelay>()
            .AddExceptionHandler<StoreOutageHandler>()
            .AddHealthChecks().AddCheck<MongoHealthCheck>("mongodb", tags: ["ready"], timeout: TimeSpan.FromSeconds(3));
    }
}
