using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.PaymentService;
using Ecommerce.PaymentService.Methods;
using Ecommerce.PaymentService.Payments;
using Ecommerce.PaymentService.Provider;
using Ecommerce.PaymentService.Reconciliation;
using Ecommerce.PaymentService.Webhooks;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(PaymentJson.Default);
builder.AddPostgresDatabase("payments", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddOutbox("payment-service");
builder.AddConsumer("payment-service", consumer => consumer
    .On<PaymentRequested, PaymentHandlers>()
    .On<OrderCancelled, PaymentHandlers>()
    .On<RefundRequested, PaymentHandlers>()
    .On<UserErased, ErasureHandler>());
builder.AddCatchUp("payment-service", "user-service");
builder.AddPaymentProvider();
builder.AddReconciliation();

builder.Services.AddSingleton<PaymentMetrics>();
builder.Services.AddSingleton<Ledger>();
builder.Services.AddSingleton<PaymentStore>();
builder.Services.AddSingleton<MethodStore>();
builder.Services.AddHostedService<MethodForgetter>();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/payments").WithTags("Payments")
    .MapPayments().MapPaymentList().MapPaymentExport().MapLedger().MapMethods().MapWebhooks().MapReconciliation();
app.MapGroup("/payments").MapDeadLetters(Permissions.OrdersWrite);
app.MapEventLog();
await app.RunServiceAsync();
