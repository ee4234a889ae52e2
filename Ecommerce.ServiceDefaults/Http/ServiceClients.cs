using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace Ecommerce.ServiceDefaults.Http;

internal static class ServiceClients
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    public static void AddServiceClients(this IServiceCollection services)
        => services.AddServiceDiscovery().AddSingleton(new ResilienceSettings());

    /// <summary>
    /// The one handler chain for calls between services: each try goes to the next address, and each address has its own circuits.
    /// </summary>
    public static IHttpClientBuilder AddResilience(this IHttpClientBuilder client)
    {
        client
            // Later than the limit of the tries, which says who was slow.
            .ConfigureHttpClient((services, http) => http.Timeout = Settings(services).Whole)
            .UseSocketsHttpHandler((handler, services) =>
            {
                handler.ConnectTimeout = Settings(services).Connect;
                handler.PooledConnectionLifetime = ConnectionLifetime;
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                // What a caller sent is passed on as it came: an exception here would count as a failure of the service.
                handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
            })
            // Connections are renewed one by one.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddHttpMessageHandler(() => new UnavailableService());
        client.AddResilienceHandler("tries", (pipeline, context) => pipeline.AddTries(Settings(context.ServiceProvider)));
        client.AddServiceDiscovery();
        client.AddResilienceHandler("circuit", (pipeline, context) => pipeline.AddCircuit(Settings(context.ServiceProvider)))
            .SelectPipelineBy(_ => request => ResiliencePipelines.CircuitOf(request.RequestUri!));
        return client.RemoveAllLoggers();
    }

    private static ResilienceSettings Settings(IServiceProvider services) => services.GetRequiredService<ResilienceSettings>();
}
