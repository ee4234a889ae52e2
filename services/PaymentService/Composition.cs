using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.PaymentService.Infrastructure.Messaging;
using Ecommerce.PaymentService.Infrastructure.Postgres;
using Ecommerce.PaymentService.Infrastructure.Providers;
using Ecommerce.PaymentService.Infrastructure.Reconciliation;
using Ecommerce.PaymentService.Infrastructure.Simulated;
using Ecommerce.PaymentService.Infrastructure.Stripe;
using Ecommerce.PaymentService.Infrastructure.Telemetry;
using Ecommerce.PaymentService.Infrastructure.Workers;
using Ecommerce.Persistence;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.PaymentService;

/// <summary>What the service registers and which events it consumes.</summary>
internal static class Composition
{
    private const string ServiceName = "payment-service";
    private const string ProviderSetting = "Payments:Provider";

    public static void AddEvents(this WebApplicationBuilder builder)
    {
        builder.AddPostgresDatabase("payments", typeof(Program).Assembly, typeof(Outbox).Assembly);
        builder.AddOutbox(ServiceName);
        builder.AddConsumer(ServiceName, consumer => consumer
            .On<PaymentRequested, PaymentHandlers>()
            .On<OrderCancelled, PaymentHandlers>()
            .On<RefundRequested, PaymentHandlers>()
            .On<UserErased, UserErasedHandler>());
        builder.AddEventBackfill(ServiceName, "user-service");
    }

    public static void AddPayments(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton<PaymentMetrics>()
        .AddSingleton<Ledger>()
        .AddSingleton<PaymentStore>()
        .AddSingleton<PaymentMethodStore>()
        .AddSingleton<AuthorizationStore>()
        .AddSingleton<AuthorizationLimit>()
        .AddHostedService<PaymentMethodDetacher>();

    /// <summary>The provider that <c>Payments:Provider</c> names, its calls and its webhooks.</summary>
    public static void AddPaymentProvider(this WebApplicationBuilder builder)
    {
        switch (builder.Configuration[ProviderSetting])
        {
            case null or "" or SimulatedProvider.ProviderName:
                builder.AddSimulatedProvider();
                break;
            case StripeProvider.ProviderName:
                builder.AddStripe();
                break;
            case var other:
                throw new InvalidOperationException($"Setting {ProviderSetting} must be simulated or stripe, not '{other}'.");
        }

        builder.AddValidatedOptions<ProviderCallOptions>(ProviderCallOptions.Section);
        builder.Services
            .AddSingleton<ProviderCallQueue>()
            .AddSingleton<ProviderCallRunner>()
            .AddSingleton<WebhookInbox>()
            .AddHostedService<ProviderCallWorker>();
    }

    public static void AddReconciliation(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ReconciliationOptions>(ReconciliationOptions.Section);
        builder.Services
            .AddSingleton<DiscrepancyStore>()
            .AddSingleton<OrderReconciler>()
            .AddSingleton<DiscrepancyCandidates>()
            .AddSingleton<Reconciler>()
            .AddSingleton<ReconciliationWorker>()
            .AddHostedService(services => services.GetRequiredService<ReconciliationWorker>());
    }

    private static void AddSimulatedProvider(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SimulatedProviderOptions>(SimulatedProviderOptions.Section);
        builder.Services.AddHttpClient(SimulatedWebhookSender.Client).RemoveAllLoggers();
        builder.Services
            .AddSingleton<SimulatedStore>()
            .AddSingleton<IPaymentProvider, SimulatedProvider>()
            .AddSingleton<SimulatedWebhooks>()
            .AddSingleton<IProviderWebhooks>(services => services.GetRequiredService<SimulatedWebhooks>())
            .AddHostedService<SimulatedWebhookSender>();
    }

    private static void AddStripe(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<StripeOptions>(StripeOptions.Section);
        // Requests are not logged: their headers contain the secret key.
        builder.Services.AddHttpClient(StripeProvider.ProviderName, http => http.Timeout = TimeSpan.FromSeconds(15))
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        builder.Services
            .AddSingleton(services => StripeClientFactory.Create(
                services.GetRequiredService<IHttpClientFactory>().CreateClient(StripeProvider.ProviderName),
                services.GetRequiredService<IOptions<StripeOptions>>().Value))
            .AddSingleton<StripeCustomers>()
            .AddSingleton<StripePaymentIntents>()
            .AddSingleton<StripeAuthorizations>()
            .AddSingleton<IBrowserPayments>(services => services.GetRequiredService<StripeAuthorizations>())
            .AddHostedService<UnusedAuthorizations>()
            .AddSingleton<IPaymentProvider, StripeProvider>()
            .AddSingleton<IProviderWebhooks, StripeWebhooks>();
    }
}
