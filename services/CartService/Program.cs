using Ecommerce.CartService;
using Ecommerce.Messaging;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(CartJson.Default);
builder.AddFeatureFlags("user-service");
builder.AddCartMessaging();
builder.AddCarts();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapCartEndpoints();
app.MapEventLog();

// A missing or unreadable address stops the service here, not at its first request.
_ = app.Services.GetRequiredService<RedisServer>();
await app.RunServiceAsync();
