using Ecommerce.Gateway;
using Ecommerce.Gateway.Features.Forwarding;
using Ecommerce.Gateway.Infrastructure.Middleware;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(GatewayJson.Default);
builder.AddGateway();

var app = builder.Build();
app.UseTrustedProxies();
app.UseRequestIds();
app.UseCors();
app.UseInsideEndpoints();
app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapRoutes();
await app.RunServiceAsync();
