using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.OrderService;
using Ecommerce.OrderService.Checkout;
using Ecommerce.OrderService.Discounts;
using Ecommerce.OrderService.Fulfilment;
using Ecommerce.OrderService.Idempotency;
using Ecommerce.OrderService.LiveStatus;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;
using Ecommerce.OrderService.Saga;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(OrderJson.Default);
builder.AddPostgresDatabase("orders", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("order-service");
builder.AddConsumer("order-service", consumer => consumer
    .On<StockReserved, StockAnswers>()
    .On<StockReservationFailed, StockAnswers>()
    .On<StockCommitted, StockAnswers>()
    .On<StockCommitFailed, StockAnswers>()
    .On<StockReleased, StockAnswers>()
    .On<StockReturned, StockAnswers>()
    .On<PaymentCaptured, PaymentAnswers>()
    .On<PaymentFailed, PaymentAnswers>()
    .On<PaymentRefunded, PaymentAnswers>());
builder.AddServiceClient<CatalogClient>("catalog-service");
builder.AddServiceClient<CartClient>("cart-service");
builder.AddOrders();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/orders").WithTags("Orders").MapOrders().MapCheckout().MapQuote().MapFulfilment().MapReturns().MapLiveStatus();
app.MapGroup("/orders").MapDiscounts().MapDeadLetters(Permissions.OrdersWrite);
app.Run();
