using Ecommerce.Invariants;
using Ecommerce.Pages;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddValidatedOptions<InvariantsOptions>(InvariantsOptions.Section);

var app = builder.Build();
if (!app.HasGoodSettings<InvariantsOptions>()) return 1;
app.MapDefaultEndpoints();
app.MapPage(typeof(Program).Assembly);
await app.RunServiceAsync();
return 0;
