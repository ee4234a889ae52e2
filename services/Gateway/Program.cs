using Ecommerce.Gateway;
using Ecommerce.Gateway.Clients;
using Ecommerce.Gateway.Forwarding;
using Ecommerce.Gateway.Routes;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(GatewayJson.Default);
// Its lines hold whole addresses, queries too.
builder.Logging.AddFilter("Yarp", LogLevel.Warning);
builder.AddValidatedOptions<BotDetectionOptions>(BotDetectionOptions.Section);
builder.AddCrossOrigin();
builder.AddRateLimits();

builder.Services.AddSingleton(RouteTable.Read());
builder.Services.AddForwarding();

var app = builder.Build();
app.UseTrustedProxies();
app.UseRequestIds();
app.UseCors();
app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapRoutes();
await app.RunServiceAsync();
