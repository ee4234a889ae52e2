using Ecommerce.ServiceDefaults;
using Ecommerce.Storefront.Account;
using Ecommerce.Storefront.Cart;
using Ecommerce.Storefront.Gateway;
using Ecommerce.Storefront.Orders;
using Ecommerce.Storefront.Products;
using Ecommerce.Storefront.Shell;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(GatewayJson.Default);
builder.AddFeatureFlags();
builder.AddServiceClient<GatewayClient>("gateway").AddHttpMessageHandler<ShopperAddress>();
builder.Services.AddRazorComponents();
builder.Services.AddHttpContextAccessor();
builder.Services.AddTransient<ShopperAddress>();
builder.Services.AddSingleton<Renewals>();
builder.Services.AddScoped<Session>();
builder.Services.AddScoped<Catalogue>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.UseMiddleware<SameOriginOnly>();
app.UseMiddleware<FailurePages>();
app.UseMiddleware<SessionRenewal>();

var pages = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
pages.MapAssets();
pages.MapProducts();
pages.MapCart();
pages.MapAccount();
pages.MapCheckout();
pages.MapOrders();
pages.MapQuotes();
pages.MapFallback(Pages.NotFound);
app.Run();
