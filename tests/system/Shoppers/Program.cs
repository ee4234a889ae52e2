using Ecommerce.Pages;
using Ecommerce.ServiceDefaults;
using Ecommerce.Shoppers;
using Ecommerce.Shoppers.Journeys;
using Ecommerce.Shoppers.Watching;

// Its own settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults(ShoppersJson.Default);
builder.AddValidatedOptions<ShoppersOptions>(ShoppersOptions.Section);
builder.AddShoppers();

var app = builder.Build();
if (!app.HasGoodSettings(services => services.GetRequiredService<ShopClient>())) return;
app.MapDefaultEndpoints();
app.UseSameOrigin();
app.MapPage(typeof(Program).Assembly);
app.MapShoppers();
await app.RunServiceAsync();
