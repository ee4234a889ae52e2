using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults.Http;

internal static class ServiceClients
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static void AddServiceDiscovery(this IServiceCollection services) => services
        .AddSingleton<ServiceEndpoints>()
        .AddSingleton(new ResilienceSettings())
        .AddSingleton<CircuitBreakers>();

    /// <summary>The one handler chain for calls between services.</summary>
    public static IHttpClientBuilder AddResilience(this IHttpClientBuilder client) => client
        .ConfigureHttpClient((services, http) => http.Timeout = services.GetRequiredService<ResilienceSettings>().Total)
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.ConnectTimeout = ConnectTimeout;
            handler.PooledConnectionLifetime = ConnectionLifetime;
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
        })
        .AddHttpMessageHandler(services => ActivatorUtilities.CreateInstance<ResilienceHandler>(services))
        .RemoveAllLoggers();
}
