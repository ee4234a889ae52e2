using Ecommerce.Messaging;
using Ecommerce.PaymentService;
using Ecommerce.PaymentService.Features.Authorizations;
using Ecommerce.PaymentService.Features.ExportPayments;
using Ecommerce.PaymentService.Features.GetPayment;
using Ecommerce.PaymentService.Features.ListPayments;
using Ecommerce.PaymentService.Features.PaymentMethods;
using Ecommerce.PaymentService.Features.ReadLedger;
using Ecommerce.PaymentService.Features.ReceiveWebhook;
using Ecommerce.PaymentService.Features.Reconciliation;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(PaymentJson.Default);
builder.AddEvents();
builder.AddPayments();
builder.AddPaymentProvider();
builder.AddReconciliation();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/payments").WithTags("Payments")
    .MapPayments().MapPaymentList().MapPaymentExport().MapLedger().MapPaymentMethods().MapAuthorizations()
    .MapWebhooks().MapReconciliation();
app.MapGroup("/payments").MapDeadLetters(Permissions.OrdersWrite);
app.MapEventLog();
await app.RunServiceAsync();
