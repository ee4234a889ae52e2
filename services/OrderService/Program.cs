using Ecommerce.Messaging;
using Ecommerce.OrderService;
using Ecommerce.OrderService.Checkout;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.LiveStatus;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;
using Ecommerce.OrderService.Search;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(OrderJson.Default);
builder.AddPostgresDatabase("orders", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("order-service");
builder.AddOrderConsumer();
builder.AddServiceClient<CatalogClient>("catalog-service");
builder.AddServiceClient<CartClient>("cart-service");
builder.AddOrders();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/orders").WithTags("Orders").MapOrders().MapOrderExport().MapCheckout().MapQuote().MapFulfilment().MapReturns().MapLiveStatus();
app.MapGroup("/orders").MapDiscounts().MapDeadLetters(Permissions.OrdersWrite);
app.MapEventLog();
await app.RunServiceAsync();
