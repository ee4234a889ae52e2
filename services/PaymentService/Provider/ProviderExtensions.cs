using Ecommerce.PaymentService.Calls;
using Ecommerce.PaymentService.Provider.Simulated;
using Ecommerce.PaymentService.Webhooks;
using Ecommerce.ServiceDefaults;

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
}
