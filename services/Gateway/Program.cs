using Ecommerce.Gateway;
using Ecommerce.Gateway.Clients;
using Ecommerce.Gateway.Forwarding;
using Ecommerce.Gateway.Routes;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(GatewayJson.Default);
builder.AddValidatedOptions<BotDetectionOptions>(BotDetectionOptions.Section);
builder.AddCrossOrigin();
builder.AddRateLimits();

builder.Services.AddHttpForwarder();
builder.Services.AddSingleton(RouteTable.Read());
builder.Services.AddSingleton<UpstreamClient>();
builder.Services.AddSingleton<BotDetection>();
builder.Services.AddSingleton<ServiceForwarder>();

var app = builder.Build();
app.UseRequestIds();
app.UseCors();
app.MapDefaultEndpoints();
app.UseRateLimiter();
app.MapRoutes();
app.Run();
