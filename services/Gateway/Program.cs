using Ecommerce.Gateway;
using Ecommerce.Gateway.Clients;
using Ecommerce.Gateway.Forwarding;
using Ecommerce.Gateway.Health;
using Ecommerce.Gateway.Routes;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(GatewayJson.Default);
// Its lines hold whole addresses, queries too.
builder.Logging.AddFilter("Yarp", LogLevel.Warning);
builder.AddValidatedOptions<BotDetectionOptions>(BotDetectionOptions.Section);
builder.AddCrossOrigin();
builder.AddRateLimits();

var routes = RouteTable.Read();
builder.Services.AddSingleton(routes);
builder.Services.AddForwarding();
builder.AddServiceChecks(routes);

var app = builder.Build();
app.UseTrustedProxies();
app.UseRequestIds();
app.UseCors();
app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapRoutes();
await app.RunServiceAsync();
