using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Ecommerce.Persistence;
using Ecommerce.ReviewService.Features;
using Ecommerce.ReviewService.Features.Reports;
using Ecommerce.ReviewService.Features.WriteReview;
using Ecommerce.ReviewService.Infrastructure;
using Ecommerce.ReviewService.Infrastructure.Messaging;
using Ecommerce.ReviewService.Infrastructure.Mongo;
using Ecommerce.ReviewService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.ReviewService;

/// <summary>The services and events that review-service uses.</summary>
internal static class Composition
{
    private const string ServiceName = "review-service";

    public static void AddReviews(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ReportOptions>(ReportOptions.Section);
        builder.Services
            .AddSingleton<ReviewWordFilter>()
            .AddSingleton<ReviewUpdater>()
            .AddSingleton<ReviewCommands>()
            .AddSingleton<DeliveryProjection>()
            .AddSingleton<UserErasure>();
    }

    /// <summary>The store that <c>ConnectionStrings:reviews</c> names, with its outbox and event handlers.</summary>
    public static void AddReviewStore(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("reviews") ?? "";
        if (MongoConnectionString.Names(connectionString))
            builder.AddMongoStore(connectionString);
        else
            builder.AddPostgresStore();
        builder.AddEventBackfill(ServiceName, "catalog-service", "order-service", "user-service");
    }

    private static void AddPostgresStore(this WebApplicationBuilder builder)
    {
        builder.AddPostgresDatabase("reviews", typeof(Program).Assembly, typeof(Outbox).Assembly);
        builder.AddOutbox(ServiceName);
        builder.AddConsumer(ServiceName, consumer => consumer
            .On<ProductChanged, PostgresEventHandlers>()
            .On<ProductDeleted, PostgresEventHandlers>()
            .On<OrderDelivered, PostgresEventHandlers>()
            .On<UserErased, PostgresEventHandlers>());
        builder.Services.AddSingleton<IReviewStore, PostgresReviewStore>();
    }

    private static void AddMongoStore(this WebApplicationBuilder builder, string connectionString)
    {
        builder.AddMongoDatabase(ServiceName, new MongoReviews(connectionString));
        builder.AddConsumer(ServiceName, consumer => consumer
            .OnIdempotent<ProductChanged, MongoEventHandlers>()
            .OnIdempotent<ProductDeleted, MongoEventHandlers>()
            .OnIdempotent<OrderDelivered, MongoEventHandlers>()
            .OnIdempotent<UserErased, MongoEventHandlers>()
            .WaitOutMongo());
        builder.Services.AddSingleton<IReviewStore, MongoReviewStore>();
    }
}
