using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Email;
using Ecommerce.NotificationService.Erasure;
using Ecommerce.NotificationService.Events;
using Ecommerce.NotificationService.Links;
using Ecommerce.NotificationService.Messages;
using Ecommerce.NotificationService.Preferences;
using Ecommerce.NotificationService.Recipients;
using Ecommerce.NotificationService.Sending;
using Ecommerce.NotificationService.Sms;
using Ecommerce.NotificationService.StockAlerts;
using Ecommerce.NotificationService.Templates;
using Ecommerce.NotificationService.Webhooks;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService;

internal static class NotificationServices
{
    /// <summary>What people are told of.</summary>
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        builder.AddConsumer("notification-service", consumer => consumer
            .On<UserRegistered, UserHandlers>()
            .On<EmailVerificationRequested, UserHandlers>()
            .On<PasswordResetRequested, UserHandlers>()
            .On<PasswordChanged, UserHandlers>()
            .On<EmailChangeRequested, UserHandlers>()
            .On<UserErased, UserErasedHandler>()
            .On<OrderPlaced, OrderHandlers>()
            .On<OrderConfirmed, OrderHandlers>()
            .On<OrderCancelled, OrderHandlers>()
            .On<OrderShipped, OrderHandlers>()
            .On<OrderDelivered, OrderHandlers>()
            .On<PaymentRefunded, OrderHandlers>()
            .On<CartAbandoned, CartHandlers>()
            .On<ProductChanged, CatalogHandlers>()
            .On<ProductDeleted, CatalogHandlers>()
            .On<StockChanged, CatalogHandlers>());
        builder.AddCatchUp("notification-service", "user-service", "order-service", "payment-service", "catalog-service", "cart-service");
        builder.AddValidatedOptions<MessageOptions>(MessageOptions.Section);
        builder.Services.AddSingleton<MessageWriter>().AddSingleton<MessageStore>().AddSingleton<AlertBell>().AddSingleton<AlertStore>()
            .AddSingleton<PreferenceStore>().AddSingleton<PhoneStore>().AddHostedService<MessagePruning>();
    }

    /// <summary>How they are told.</summary>
    public static void AddSending(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<DeliveryOptions>(DeliveryOptions.Section);
        builder.AddValidatedOptions<SmtpOptions>(SmtpOptions.Section);
        builder.AddValidatedOptions<SmsOptions>(SmsOptions.Section);
        builder.AddValidatedOptions<KeyOptions>(KeyOptions.Section);
        builder.AddValidatedOptions<ShopAddresses>(ShopAddresses.Section);
        builder.AddServiceClient<ContactClient>("user-service").AddServiceToken();
        builder.Services.AddHttpClient<ISmsTransport, TwilioTransport>(
            (services, http) => http.Timeout = services.GetRequiredService<IOptions<SmsOptions>>().Value.Timeout).RemoveAllLoggers();
        builder.Services.AddSingleton<IMailTransport, SmtpTransport>().AddSingleton<TemplateLibrary>().AddSingleton<MessageRenderer>()
            .AddSingleton<ShopLinks>().AddSingleton<UnsubscribeTokens>().AddSingleton<MessageMetrics>()
            .AddSingleton<MessageQueue>().AddSingleton<MessageSender>().AddHostedService<SendingWorker>();
    }

    /// <summary>What shop owners' programs are told of. A group of its own: neither waits for the other.</summary>
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.AddConsumer("notification-webhooks", consumer => consumer
            .On<OrderPlaced, EventHook<OrderPlaced>>()
            .On<OrderConfirmed, EventHook<OrderConfirmed>>()
            .On<OrderCancelled, EventHook<OrderCancelled>>()
            .On<OrderShipped, EventHook<OrderShipped>>()
            .On<OrderDelivered, EventHook<OrderDelivered>>()
            .On<PaymentCaptured, EventHook<PaymentCaptured>>()
            .On<PaymentFailed, EventHook<PaymentFailed>>()
            .On<PaymentRefunded, EventHook<PaymentRefunded>>());
        builder.AddCatchUp("notification-webhooks", "order-service", "payment-service");
        builder.AddValidatedOptions<WebhookOptions>(WebhookOptions.Section);
        builder.Services.AddHttpClient(
                DeliveryWorker.Client, (services, http) => http.Timeout = services.GetRequiredService<IOptions<WebhookOptions>>().Value.Timeout)
            .UseSocketsHttpHandler((handler, services) =>
            {
                handler.ConnectCallback = services.GetRequiredService<GuardedConnections>().ConnectAsync;
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.UseProxy = false;
            })
            .RemoveAllLoggers();
        builder.Services.AddSingleton<GuardedConnections>().AddSingleton<SecretBox>().AddSingleton<EndpointStore>().AddSingleton<DeliveryLog>()
            .AddSingleton<DeliveryQueue>().AddHostedService<DeliveryWorker>();
    }
}
