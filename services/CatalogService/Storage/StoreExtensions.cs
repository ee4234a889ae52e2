using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Storage.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;

namespace Ecommerce.CatalogService.Storage;

/// <summary>The store that <c>ConnectionStrings:catalog</c> names, with its outbox and the handlers of orders' events.</summary>
internal static partial class StoreExtensions
{
    public static void AddCatalogueStore(this WebApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString("catalog") ?? "";
        if (IsMongo(connectionString))
            builder.AddMongoStore(connectionString);
        else
            builder.AddPostgresStore();
    }

    private static bool IsMongo(string connectionString)
        => connectionString.StartsWith("mongodb://", StringComparison.OrdinalIgnoreCase)
            || connectionString.StartsWith("mongodb+srv://", StringComparison.OrdinalIgnoreCase);

    private static void AddMongoStore(this WebApplicationBuilder builder, string connectionString)
    {
        var added = false;
        AddMongoStore(builder, connectionString, ref added);
        if (!added)
        {
            throw new InvalidOperationException(
                "ConnectionStrings:catalog names a MongoDB server, but this build is without MongoDB.Driver, which its package feed lacks: name a PostgreSQL database.");
        }
    }

    /// <summary>Does nothing in a build without the driver.</summary>
    static partial void AddMongoStore(WebApplicationBuilder builder, string connectionString, ref bool added);

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
