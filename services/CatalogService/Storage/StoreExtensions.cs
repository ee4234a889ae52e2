using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Storage.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Mongo;
using Ecommerce.Persistence;

namespace Ecommerce.CatalogService.Storage;

/// <summary>The store that <c>ConnectionStrings:catalog</c> names, with its outbox and the handlers of orders' events.</summary>
internal static partial class StoreExtensions
{
    public static void AddCatalogueStore(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("catalog") ?? "";
        if (MongoConnectionString.Names(connectionString))
            builder.AddMongoStore(connectionString);
        else
            builder.AddPostgresStore();
    }

    private static void AddPostgresStore(this WebApplicationBuilder builder)
    {
        builder.AddPostgresDatabase("catalog", typeof(Program).Assembly, typeof(Outbox).Assembly);
        builder.AddOutbox("catalog-service");
        builder.AddConsumer("catalog-service", consumer => consumer
            .On<OrderPlaced, OrderHandlers>()
            .On<OrderConfirmed, OrderHandlers>()
            .On<OrderCancelled, OrderHandlers>()
            .On<ReturnReceived, OrderHandlers>());
        builder.Services.AddSingleton<IProductStore, PostgresProductStore>();
    }
}
