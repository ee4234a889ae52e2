using Ecommerce.CartService.Features;
using Ecommerce.CartService.Features.ChangeItems;
using Ecommerce.CartService.Features.CreateCart;
using Ecommerce.CartService.Features.MergeCart;
using Ecommerce.CartService.Features.Purchases;
using Ecommerce.CartService.Features.ReadCart;
using Ecommerce.CartService.Features.RestingCarts;
using Ecommerce.CartService.Infrastructure.Clients;
using Ecommerce.CartService.Infrastructure.Messaging;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.CartService.Infrastructure.Workers;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CartService;

internal static class Composition
{
    public static void MapCartEndpoints(this IEndpointRouteBuilder app)
    {
        var carts = app.MapGroup("/carts").WithTags("carts");
        carts.MapCreateCart();
        carts.MapMergeCart();
        carts.MapRestingCarts();

        var cart = carts.MapGroup("/{id}").AllowAnonymous().AnswersAboutAPerson()
            .AddEndpointFilter(CartAccess.CheckAsync)
            .ProducesProblem(StatusCodes.Status404NotFound);
        cart.MapReadCart();
        cart.MapItems();
        cart.MapPurchases();
    }

    public static void AddCarts(this WebApplicationBuilder builder)
    {
        builder.AddServiceClient<CatalogClient>("catalog-service");
        builder.AddValidatedOptions<AbandonmentOptions>("Carts");
        builder.Services
            .AddSingleton<RedisServer>()
            .AddSingleton<RedisEpoch>()
            .AddSingleton<CartStore>()
            .AddSingleton<RestingCartStore>()
            .AddSingleton<CatalogPriceCache>()
            .AddSingleton<CartResponder>()
            .AddSingleton<CartReader>()
            .AddScoped<CartItemWriter>()
            .AddExceptionHandler<RedisOutageHandler>()
            .AddHealthChecks().AddCheck<RedisHealthCheck>("redis");
    }

    public static void AddCartMessaging(this WebApplicationBuilder builder)
    {
        builder.AddEventPublisher("cart-service");
        builder.AddConsumer("cart-service", consumer => consumer
            .OnIdempotent<OrderPlaced, OrderPlacedHandler>()
            .OnIdempotent<OrderCancelled, OrderCancelledHandler>()
            .OnIdempotent<UserErased, UserErasedHandler>()
            .TreatAsOutage<RedisUnavailableException>());
        builder.Services.AddSingleton<IBackfillStore, RedisBackfillStore>();
        builder.AddEventBackfill("cart-service", "order-service", "user-service");
        builder.Services
            .AddSingleton<IEventLog, AbandonedCartLog>()
            .AddSingleton<AbandonedCartPublisher>()
            .AddHostedService<AbandonmentWorker>();
    }
}
