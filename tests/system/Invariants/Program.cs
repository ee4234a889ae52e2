using Ecommerce.Invariants;
using Ecommerce.Invariants.Watching;
using Ecommerce.Pages;
using Ecommerce.ServiceDefaults;

// Its own settings lie beside the program, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults(InvariantsJson.Default);
builder.AddValidatedOptions<InvariantsOptions>(InvariantsOptions.Section);
builder.AddInvariants();

var app = builder.Build();
if (!app.HasGoodSettings(services => services.GetRequiredService<Watch>())) return;
app.MapDefaultEndpoints();
app.UseSameOrigin();
app.MapPage(typeof(Program).Assembly);
app.MapInvariants();
await app.RunServiceAsync();
