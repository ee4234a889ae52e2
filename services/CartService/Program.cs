using Ecommerce.CartService;
using Ecommerce.CartService.Abandonment;
using Ecommerce.CartService.Carts;
using Ecommerce.CartService.Catalogue;
using Ecommerce.CartService.CatchingUp;
using Ecommerce.CartService.Orders;
using Ecommerce.CartService.Redis;
using Ecommerce.CartService.Users;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CartJson.Default);
builder.AddFeatureFlags();
builder.AddServiceClient<CatalogClient>("catalog-service");
builder.AddValidatedOptions<AbandonmentOptions>("Carts");
builder.AddEventPublisher("cart-service");
builder.AddConsumer("cart-service", consumer => consumer
    .OnIdempotent<OrderPlaced, OrderPlacedHandler>()
    .OnIdempotent<UserErased, UserErasedHandler>()
    .WaitOut<RedisUnavailableException>());
builder.Services.AddSingleton<ICatchUpMemory, RedisCatchUpMemory>();
builder.AddCatchUp("cart-service", "order-service", "user-service");

builder.Services
    .AddSingleton<RedisServer>()
    .AddSingleton<CartStore>()
    .AddSingleton<CartMemory>()
    .AddSingleton<Prices>()
    .AddSingleton<CartAnswers>()
    .AddSingleton<CartReads>()
    .AddScoped<CartItems>()
    .AddSingleton<AbandonedCarts>()
    .AddSingleton<IEventLog, AbandonedCartLog>()
    .AddHostedService<AbandonmentSweep>()
    .AddExceptionHandler<RedisOutageHandler>()
    .AddHealthChecks().AddCheck<RedisHealthCheck>("redis");

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapCarts();
app.MapEventLog();

// A missing or unreadable address stops the service here, not at its first request.
_ = app.Services.GetRequiredService<RedisServer>();
await app.RunServiceAsync();
