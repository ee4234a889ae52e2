using Ecommerce.Messaging;
using Ecommerce.OrderService;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(OrderJson.Default);
builder.AddPostgresDatabase("orders", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("order-service");
builder.AddSettings();
builder.AddOrderConsumer();
builder.AddOrderClients();
builder.AddOrders();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapOrderEndpoints();
app.MapEventLog();
await app.RunServiceAsync();
