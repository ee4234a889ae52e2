using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Ecommerce.Persistence;
using Ecommerce.ReviewService.Storage.Postgres;

namespace Ecommerce.ReviewService.Storage;

/// <summary>The store that <c>ConnectionStrings:reviews</c> names, with its outbox and the handlers of others' events.</summary>
internal static partial class StoreExtensions
{
    private const string Name = "review-service";

    public static void AddReviewStore(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("reviews") ?? "";
        if (MongoConnectionString.Names(connectionString))
            builder.AddMongoStore(connectionString);
        else
            builder.AddPostgresStore();
        builder.AddCatchUp(Name, "catalog-service", "order-service", "user-service");
    }

    private static void AddPostgresStore(this WebApplicationBuilder builder)
    {
        builder.AddPostgresDatabase("reviews", typeof(Program).Assembly, typeof(Outbox).Assembly);
        builder.AddOutbox(Name);
        builder.AddConsumer(Name, consumer => consumer
            .On<ProductChanged, PostgresHandlers>()
            .On<ProductDeleted, PostgresHandlers>()
            .On<OrderDelivered, PostgresHandlers>()
            .On<UserErased, PostgresHandlers>());
        builder.Services.AddSingleton<IReviewStore, PostgresReviewStore>();
    }
}
