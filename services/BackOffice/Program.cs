using Ecommerce.BackOffice;
using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.ServiceDefaults;

var builder = PageHost.CreateBuilder(args);
builder.AddServiceDefaults(BackOfficeJson.Default);
builder.AddBackOffice();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseInsideEndpoints();
app.MapDefaultEndpoints();
app.UseBackOffice();
app.MapPages();
await app.RunServiceAsync();
