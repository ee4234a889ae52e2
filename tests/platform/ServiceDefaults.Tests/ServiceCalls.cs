using Ecommerce.ServiceDefaults.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>Clients of <c>shop-service</c>, made as a service makes them.</summary>
internal static class ServiceCalls
{
    public static HttpClient Client(ResilienceSettings settings, params (string Name, string Address)[] addresses)
        => Client(settings, null, addresses);

    public static HttpClient Client(
        ResilienceSettings settings, HttpMessageHandler? network, params (string Name, string Address)[] addresses)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(
                addresses.Select(address => KeyValuePair.Create<string, string?>($"services:shop-service:{address.Name}", address.Address)))
            .Build());
        services.AddServiceClients();
        services.AddSingleton(settings);
        var client = services.AddHttpClient("shop", http => http.BaseAddress = new Uri("https+http://shop-service")).AddResilience();
        if (network is not null)
            client.ConfigurePrimaryHttpMessageHandler(() => network);
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("shop");
    }
}
