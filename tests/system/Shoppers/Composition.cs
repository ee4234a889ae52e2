using Ecommerce.Pages;
using Ecommerce.Shoppers.Arriving;
using Ecommerce.Shoppers.Journeys;
using Ecommerce.Shoppers.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Shoppers;

/// <summary>How the program is put together.</summary>
internal static class Composition
{
    private const string Discovered = "services:gateway:http:0";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddShoppers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ShopperMetrics>();
        services.AddSingleton<Tally>();
        services.AddSingleton<RateDial>();
        services.AddSingleton(provider => new ShopClient(
            Connect(GatewayAddress(builder.Configuration, provider.GetRequiredService<IOptions<ShoppersOptions>>().Value)),
            provider.GetRequiredService<Tally>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Customers>();
        services.AddSingleton<ClerkNotes>();
        services.AddSingleton<Promises>();
        services.AddSingleton<OrderWatch>();
        services.AddSingleton<Browsing>();
        services.AddSingleton<Buying>();
        services.AddSingleton<Opinions>();
        services.AddSingleton<JourneyPlan>();
        services.AddHostedService<Clerk>();
        services.AddHostedService<Crowd>();
    }

    private static Uri GatewayAddress(IConfiguration configuration, ShoppersOptions options)
        => configuration.GetWebAddress(Discovered)
            ?? WebAddress.Parse($"{ShoppersOptions.Section}:{nameof(options.Gateway)}", options.Gateway);

    /// <summary>A plain client: what a shopper sees is not mended on the way.</summary>
    private static HttpClient Connect(Uri gateway)
    {
        var http = new HttpClient(
            new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2), PooledConnectionLifetime = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = gateway, Timeout = Patience,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Shoppers/1.0");
        return http;
    }
}
