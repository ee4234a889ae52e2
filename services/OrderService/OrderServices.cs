using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Checkout;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Erasure;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.LiveStatus;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;
using Ecommerce.OrderService.Returns;
using Ecommerce.OrderService.Saga;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService;

internal static class OrderServices
{
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SagaOptions>("Saga");
        builder.AddValidatedOptions<IdempotencyOptions>("Idempotency");
        builder.AddValidatedOptions<PricingOptions>("Pricing");
        builder.AddValidatedOptions<ReturnOptions>("Returns");
        builder.AddValidatedOptions<ErasureOptions>("Erasure");
        builder.Services.AddSingleton<OrderMetrics>();
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddSingleton<OrderQueries>();
        builder.Services.AddSingleton<ReturnQueries>();
        builder.Services.AddSingleton<SagaStep>();
        builder.Services.AddSingleton<IdempotencyStore>();
        builder.Services.AddSingleton<IdempotentWork>();
        builder.Services.AddSingleton<OrderWork>();
        builder.Services.AddSingleton<CartPurchases>();
        builder.Services.AddScoped<Baskets>();
        builder.Services.AddScoped<CheckoutService>();
        builder.Services.AddSingleton<DiscountStore>();
        builder.Services.AddSingleton<DiscountUses>();
        builder.Services.AddSingleton<OrderChanges>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OrderChanges>());
        builder.Services.AddHostedService<SagaSweep>();
        builder.Services.AddHostedService<SagaWatch>();
        builder.Services.AddHostedService<IdempotencyPruner>();
        builder.Services.AddHostedService<ErasureSweep>();
    }

    /// <summary>What others say that an order has to do with.</summary>
    public static void AddOrderConsumer(this WebApplicationBuilder builder)
    {
        builder.AddConsumer("order-service", consumer => consumer
            .On<StockReserved, StockAnswers>()
            .On<StockReservationFailed, StockAnswers>()
            .On<StockCommitted, StockAnswers>()
            .On<StockCommitFailed, StockAnswers>()
            .On<StockReleased, StockAnswers>()
            .On<StockReturned, StockAnswers>()
            .On<PaymentCaptured, PaymentAnswers>()
            .On<PaymentFailed, PaymentAnswers>()
            .On<PaymentRefunded, PaymentAnswers>()
            .On<UserErased, UserErasedHandler>());
        // The others are asked again by the saga. Nobody asks whether an account is still there.
        builder.AddCatchUp("order-service", "user-service");
    }
}
