using Ecommerce.Messaging;
using Ecommerce.NotificationService;
using Ecommerce.NotificationService.Features.CartReminders;
using Ecommerce.NotificationService.Features.Messages;
using Ecommerce.NotificationService.Features.Phone;
using Ecommerce.NotificationService.Features.Preferences;
using Ecommerce.NotificationService.Features.StockAlerts;
using Ecommerce.NotificationService.Features.Templates;
using Ecommerce.NotificationService.Features.Unsubscribe;
using Ecommerce.NotificationService.Features.Webhooks;
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
    .MapMessages().MapCartReminders().MapPreferences().MapPhone().MapUnsubscribe().MapStockAlerts().MapTemplates().MapWebhooks()
    .MapDeadLetters(Permissions.OrdersWrite);
await app.RunServiceAsync();
