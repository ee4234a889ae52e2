using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.OrderService.Features;
using Ecommerce.OrderService.Features.Cancel;
using Ecommerce.OrderService.Features.Checkout;
using Ecommerce.OrderService.Features.Deliver;
using Ecommerce.OrderService.Features.Discounts;
using Ecommerce.OrderService.Features.Export;
using Ecommerce.OrderService.Features.History;
using Ecommerce.OrderService.Features.Links;
using Ecommerce.OrderService.Features.LiveStatus;
using Ecommerce.OrderService.Features.Notes;
using Ecommerce.OrderService.Features.Orders;
using Ecommerce.OrderService.Features.Quote;
using Ecommerce.OrderService.Features.Refunds;
using Ecommerce.OrderService.Features.Returns;
using Ecommerce.OrderService.Features.Settings;
using Ecommerce.OrderService.Features.Ship;
using Ecommerce.OrderService.Features.Shipping;
using Ecommerce.OrderService.Infrastructure.Clients;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Messaging;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Saga;
using Ecommerce.OrderService.Infrastructure.Settings;
using Ecommerce.OrderService.Infrastructure.Telemetry;
using Ecommerce.OrderService.Infrastructure.Workers;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService;

internal static class Composition
{
    public static void MapOrderEndpoints(this WebApplication app)
    {
        var orders = app.MapGroup("/orders").WithTags("Orders");
        orders.MapOrders().MapExport().MapCheckout().MapQuote().MapShippingMethods().MapCancel().MapShip().MapDeliver().MapRefund()
            .MapReturns().MapLiveStatus().MapLinks().MapHistory().MapNotes();
        app.MapGroup("/orders").MapDiscounts().MapDeadLetters(Permissions.OrdersWrite);
        app.MapSettings();
    }

    public static void AddOrderClients(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<CatalogClient>("catalog-service");
        builder.AddServiceClient<CartClient>("cart-service");
    }

    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SagaOptions>("Saga");
        builder.AddValidatedOptions<IdempotencyOptions>("Idempotency");
        builder.AddRecentAuthentication();
        builder.AddValidatedOptions<RefundOptions>(RefundOptions.Section);
        builder.Services.AddSingleton<LargeRefunds>();
        builder.AddValidatedOptions<ErasureOptions>("Erasure");

        builder.Services.AddSingleton<OrderResponses>();
        builder.Services.AddScoped<CheckoutHandler>();
        builder.Services.AddScoped<CartPricer>();

        builder.Services.AddSingleton<IdempotentExecutor>();
        builder.Services.AddSingleton<IdempotencyStore>();
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddSingleton<OrderQueries>();
        builder.Services.AddSingleton<AccessKeys>();
        builder.Services.AddSingleton<HistoryQueries>();
        builder.Services.AddSingleton<NoteStore>();
        builder.Services.AddSingleton<ReturnQueries>();
        builder.Services.AddSingleton<CartPurchases>();
        builder.Services.AddSingleton<DiscountStore>();
        builder.Services.AddSingleton<DiscountUses>();
        builder.Services.AddSingleton<OrderStatusNotifier>();
        builder.Services.AddSingleton<StreamLimit>();
        builder.Services.AddSingleton<OrderMetrics>();
        builder.Services.AddSingleton<SagaContextFactory>();
        builder.Services.AddSingleton<SagaRunner>();

        builder.Services.AddHostedService(services => services.GetRequiredService<OrderStatusNotifier>());
        builder.Services.AddHostedService<SagaTimeoutWorker>();
        builder.Services.AddHostedService<SagaMonitor>();
        builder.Services.AddHostedService<IdempotencyPruner>();
        builder.Services.AddHostedService<ErasureWorker>();
    }

    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<PricingOptions>("Pricing");
        builder.AddValidatedOptions<ReturnOptions>("Returns");
        builder.Services.AddSingleton<SettingsStore>();
        builder.Services.AddSingleton<SettingsInForce>();
        builder.Services.AddSingleton<SettingsWriter>();
        builder.Services.AddHostedService<SettingsRefresh>();
    }

    public static void AddOrderConsumer(this WebApplicationBuilder builder)
    {
        builder.AddConsumer("order-service", consumer => consumer
            .On<StockReserved, StockReplyHandlers>()
            .On<StockReservationFailed, StockReplyHandlers>()
            .On<StockCommitted, StockReplyHandlers>()
            .On<StockCommitFailed, StockReplyHandlers>()
            .On<StockReleased, StockReplyHandlers>()
            .On<StockReturned, StockReplyHandlers>()
            .On<PaymentCaptured, PaymentReplyHandlers>()
            .On<PaymentFailed, PaymentReplyHandlers>()
            .On<PaymentRefunded, PaymentReplyHandlers>()
            .On<UserErased, UserErasedHandler>());

        // Lost replies of catalogue and payments come again, because the saga repeats its requests. An erasure is published once.
        builder.AddEventBackfill("order-service", "user-service");
    }
}
