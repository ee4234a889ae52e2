using Ecommerce.AnalyticsService.Events;
using Ecommerce.AnalyticsService.Facts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.AnalyticsService;

internal static class AnalyticsServices
{
    private const string Group = "analytics-service";

    /// <summary>Every topic; what a broker loses is found in the publishers' event logs.</summary>
    public static void AddFacts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Pseudonyms>().AddSingleton<OrderFacts>();
        builder.AddConsumer(Group, consumer => consumer
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
        builder.AddCatchUp(Group, "order-service", "payment-service", "catalog-service", "review-service", "user-service", "cart-service");
    }
}
