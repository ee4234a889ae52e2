using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Infrastructure.Clients;
using Ecommerce.NotificationService.Infrastructure.Links;
using Ecommerce.NotificationService.Infrastructure.Messaging;
using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.NotificationService.Infrastructure.Secrets;
using Ecommerce.NotificationService.Infrastructure.Smtp;
using Ecommerce.NotificationService.Infrastructure.Telemetry;
using Ecommerce.NotificationService.Infrastructure.Templates;
using Ecommerce.NotificationService.Infrastructure.Twilio;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Ecommerce.NotificationService.Infrastructure.Workers;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.NotificationService;

/// <summary>What the service registers and which events it consumes.</summary>
internal static class Composition
{
    /// <summary>The events that lead to messages.</summary>
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        builder.AddConsumer("notification-service", consumer => consumer
            .On<UserRegistered, UserHandlers>()
            .On<EmailVerificationRequested, UserHandlers>()
            .On<PasswordResetRequested, UserHandlers>()
            .On<PasswordChanged, UserHandlers>()
            .On<EmailChangeRequested, UserHandlers>()
            .On<RegistrationRepeated, UserHandlers>()
            .On<SecondFactorChanged, UserHandlers>()
            .On<StaffInvited, UserHandlers>()
            .On<EmailVerified, EmailVerifiedHandler>()
            .On<UserErased, UserErasedHandler>()
            .On<OrderPlaced, OrderHandlers>()
            .On<OrderConfirmed, OrderHandlers>()
            .On<OrderCancelled, OrderHandlers>()
            .On<OrderShipped, OrderHandlers>()
            .On<OrderDelivered, OrderHandlers>()
            .On<PaymentRefunded, OrderHandlers>()
            .On<ReturnApproved, ReturnHandlers>()
            .On<ReturnRejected, ReturnHandlers>()
            .On<CartAbandoned, CartHandlers>()
            .On<ProductChanged, CatalogHandlers>()
            .On<ProductDeleted, CatalogHandlers>()
            .On<StockChanged, CatalogHandlers>());
        builder.AddEventBackfill(
            "notification-service", "user-service", "order-service", "payment-service", "catalog-service", "cart-service");
        builder.AddValidatedOptions<MessageOptions>(MessageOptions.Section);
        builder.Services
            .AddSingleton<MessageWriter>()
            .AddSingleton<MessageStore>()
            .AddSingleton<CartReminderStore>()
            .AddSingleton<StockAlertNotifier>()
            .AddSingleton<StockAlertStore>()
            .AddSingleton<PreferenceStore>()
            .AddSingleton<PhoneStore>()
            .AddHostedService<MessagePruningWorker>();
    }

    /// <summary>The queue of messages, templates and transports.</summary>
    public static void AddSending(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<DeliveryOptions>(DeliveryOptions.Section);
        builder.AddValidatedOptions<SmtpOptions>(SmtpOptions.Section);
        builder.AddValidatedOptions<SmsOptions>(SmsOptions.Section);
        builder.AddValidatedOptions<KeyOptions>(KeyOptions.Section);
        builder.AddValidatedOptions<ShopAddresses>(ShopAddresses.Section);
        builder.AddServiceClient<ContactClient>("user-service").AddServiceToken();
        builder.AddServiceClient<OrderClient>("order-service").AddServiceToken();
        builder.Services.AddHttpClient<ISmsTransport, TwilioTransport>(
            (services, http) => http.Timeout = services.GetRequiredService<IOptions<SmsOptions>>().Value.Timeout).RemoveAllLoggers();
        builder.Services
            .AddSingleton<IMailTransport, SmtpTransport>()
            .AddSingleton<TemplateLibrary>()
            .AddSingleton<MessageRenderer>()
            .AddSingleton<TestMailLimit>()
            .AddSingleton<ShopLinks>()
            .AddSingleton<UnsubscribeTokens>()
            .AddSingleton<MessageMetrics>()
            .AddSingleton<MessageQueue>()
            .AddSingleton<MessageSender>()
            .AddHostedService<MessageSendingWorker>();
    }

    /// <summary>Webhooks of shop owners. A separate consumer group, so that neither delays the other.</summary>
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.AddConsumer("notification-webhooks", consumer => consumer
            .On<OrderPlaced, WebhookEventHandler<OrderPlaced>>()
            .On<OrderConfirmed, WebhookEventHandler<OrderConfirmed>>()
            .On<OrderCancelled, WebhookEventHandler<OrderCancelled>>()
            .On<OrderShipped, WebhookEventHandler<OrderShipped>>()
            .On<OrderDelivered, WebhookEventHandler<OrderDelivered>>()
            .On<PaymentCaptured, WebhookEventHandler<PaymentCaptured>>()
            .On<PaymentFailed, WebhookEventHandler<PaymentFailed>>()
            .On<PaymentRefunded, WebhookEventHandler<PaymentRefunded>>());
        builder.AddEventBackfill("notification-webhooks", "order-service", "payment-service");
        builder.AddValidatedOptions<WebhookOptions>(WebhookOptions.Section);
        builder.Services
            .AddHttpClient(
                WebhookSender.Client,
                (services, http) => http.Timeout = services.GetRequiredService<IOptions<WebhookOptions>>().Value.Timeout)
            .UseSocketsHttpHandler((handler, services) =>
            {
                handler.ConnectCallback = services.GetRequiredService<SsrfGuard>().ConnectAsync;
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.UseProxy = false;
            })
            .RemoveAllLoggers();
        builder.Services
            .AddSingleton<SsrfGuard>()
            .AddSingleton<SecretCipher>()
            .AddSingleton<WebhookSubscriptionStore>()
            .AddSingleton<WebhookDeliveryLog>()
            .AddSingleton<WebhookDeliveryQueue>()
            .AddSingleton<WebhookSender>()
            .AddHostedService<WebhookDeliveryWorker>();
    }
}
