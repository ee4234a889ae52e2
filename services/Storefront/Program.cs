using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Gateway;

var builder = PageHost.CreateBuilder(args);
builder.AddServiceDefaults(GatewayJson.Default);
builder.AddFeatureFlags("gateway");
builder.AddStorefront();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseInsideEndpoints();
app.MapDefaultEndpoints();
app.UseStorefront();
app.MapPages();
await app.RunServiceAsync();
