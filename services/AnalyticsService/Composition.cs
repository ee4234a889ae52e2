using Ecommerce.AnalyticsService.Features.Visits;
using Ecommerce.AnalyticsService.Infrastructure.Clients;
using Ecommerce.AnalyticsService.Infrastructure.Messaging;
using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.AnalyticsService.Infrastructure.Workers;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.AnalyticsService;

/// <summary>The services and events that analytics-service uses.</summary>
internal static class Composition
{
    private const string ServiceName = "analytics-service";

    public static void AddFacts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Pseudonyms>().AddSingleton<OrderFactWriter>();
        builder.AddConsumer(ServiceName, consumer => consumer
            .On<OrderPlaced, OrderHandlers>()
            .On<OrderConfirmed, OrderHandlers>()
            .On<OrderCancelled, OrderHandlers>()
            .On<PaymentCaptured, PaymentHandlers>()
            .On<PaymentFailed, PaymentHandlers>()
            .On<PaymentRefunded, PaymentHandlers>()
            .On<ReviewChanged, ReviewHandlers>()
            .On<ProductChanged, CatalogueHandlers>()
            .On<ProductDeleted, CatalogueHandlers>()
            .On<CartAbandoned, CartHandlers>()
            .On<UserErased, UserHandlers>());
        builder.AddEventBackfill(
            ServiceName, "order-service", "payment-service", "catalog-service", "review-service", "user-service", "cart-service");
    }

    public static void AddRebuilds(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<ExportClient>().AddServiceToken();
        builder.Services
            .AddSingleton<RebuildStore>()
            .AddSingleton<Rebuilder>()
            .AddSingleton<RebuildWorker>()
            .AddHostedService(services => services.GetRequiredService<RebuildWorker>());
    }

    public static void AddVisits(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<VisitOptions>("Visits");
        builder.Services.AddProxyProof();
        builder.Services.AddSingleton<DailySalt>().AddHostedService<SaltPruner>();
        builder.Services.AddVisitRateLimit();
    }
}
