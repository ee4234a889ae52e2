using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Ecommerce.ReviewService.Storage.Mongo;

namespace Ecommerce.ReviewService.Storage;

internal static partial class StoreExtensions
{
    private static void AddMongoStore(this WebApplicationBuilder builder, string connectionString)
    {
        builder.AddMongoDatabase(Name, new MongoReviews(connectionString));
        builder.AddConsumer(Name, consumer => consumer
            .OnIdempotent<ProductChanged, MongoHandlers>()
            .OnIdempotent<ProductDeleted, MongoHandlers>()
            .OnIdempotent<OrderDelivered, MongoHandlers>()
            .OnIdempotent<UserErased, MongoHandlers>()
            .WaitOutMongo());
        builder.Services.AddSingleton<IReviewStore, MongoReviewStore>();
    }
}
