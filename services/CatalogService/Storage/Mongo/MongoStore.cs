using Ecommerce.CatalogService.Storage.Mongo;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Mongo;

namespace Ecommerce.CatalogService.Storage;

internal static partial class StoreExtensions
{
    private static void AddMongoStore(this WebApplicationBuilder builder, string connectionString)
    {
        builder.AddMongoDatabase(MongoOrderHandlers.Consumer, new MongoCatalogue(connectionString));
        builder.AddConsumer(MongoOrderHandlers.Consumer, consumer => consumer
            .OnIdempotent<OrderPlaced, MongoOrderHandlers>()
            .OnIdempotent<OrderConfirmed, MongoOrderHandlers>()
            .OnIdempotent<OrderCancelled, MongoOrderHandlers>()
            .OnIdempotent<ReturnReceived, MongoOrderHandlers>()
            .WaitOutMongo());
        builder.Services.AddSingleton<IProductStore, MongoProductStore>();
    }
}
