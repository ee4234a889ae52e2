using Ecommerce.PaymentService.Calls;
using Ecommerce.PaymentService.Provider.Simulated;
using Ecommerce.PaymentService.Provider.Stripe;
using Ecommerce.PaymentService.Webhooks;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.PaymentService.Provider;

internal static class ProviderExtensions
{
    private const string Setting = "Payments:Provider";

    /// <summary>The provider that <c>Payments:Provider</c> names, its calls and its webhooks.</summary>
    public static void AddPaymentProvider(this WebApplicationBuilder builder)
    {
        switch (builder.Configuration[Setting])
        {
            case null or "" or SimulatedProvider.ProviderName:
                builder.AddSimulatedProvider();
                break;
            case StripeProvider.ProviderName:
                builder.AddStripe();
                break;
            case var other:
                throw new InvalidOperationException($"Setting {Setting} must be simulated or stripe, not '{other}'.");
        }

        builder.AddValidatedOptions<CallOptions>("ProviderCalls");
        builder.Services
            .AddSingleton<CallQueue>()
            .AddSingleton<CallMaker>()
            .AddSingleton<WebhookInbox>()
            .AddHostedService<CallWorker>();
    }

    private static void AddSimulatedProvider(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<SimulatedProviderOptions>(SimulatedProviderOptions.Section);
        builder.Services.AddHttpClient(SimulatedWebhookSender.Client).RemoveAllLoggers();
        builder.Services
            .AddSingleton<SimulatedBooks>()
            .AddSingleton<IPaymentProvider, SimulatedProvider>()
            .AddSingleton<SimulatedWebhooks>()
            .AddSingleton<IProviderWebhooks>(services => services.GetRequiredService<SimulatedWebhooks>())
            .AddHostedService<SimulatedWebhookSender>();
    }

    private static void AddStripe(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<StripeOptions>(StripeOptions.Section);
        // No log lines here: the headers hold the key.
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
            .AddSingleton(services => StripeClients.Create(
                services.GetRequiredService<IHttpClientFactory>().CreateClient(StripeProvider.ProviderName),
                services.GetRequiredService<IOptions<StripeOptions>>().Value))
            .AddSingleton<StripeCustomers>()
            .AddSingleton<StripeIntentCalls>()
            .AddSingleton<IPaymentProvider, StripeProvider>()
            .AddSingleton<IProviderWebhooks, StripeWebhooks>();
    }
}
