using Ecommerce.Messaging;
using Ecommerce.NotificationService;
using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Preferences;
using Ecommerce.NotificationService.StockAlerts;
using Ecommerce.NotificationService.Templates;
using Ecommerce.NotificationService.Webhooks;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(NotificationJson.Default);
builder.AddPostgresDatabase("notifications", typeof(Program).Assembly, typeof(Outbox).Assembly);
builder.AddMessages();
builder.AddSending();
builder.AddWebhooks();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGroup("/notifications").WithTags("Notifications")
    .MapMessages().MapPreferences().MapPhone().MapUnsubscribe().MapStockAlerts().MapTemplates().MapWebhooks()
    .MapDeadLetters(Permissions.OrdersWrite);
await app.RunServiceAsync();
