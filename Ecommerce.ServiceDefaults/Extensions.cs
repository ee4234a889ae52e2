using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.ServiceDefaults;

/// <summary>What every service has at its edge.</summary>
public static class Extensions
{
    /// <summary>
    /// Health, telemetry, problem details, JWT validation with an 'authenticated' fallback policy, HTTP clients with resilience and
    /// service discovery, compression, request limits, OpenAPI, graceful shutdown.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="json">The service's own source-generated JSON contexts: requests and responses.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, params IJsonTypeInfoResolver[] json)
        => throw new NotImplementedException();

    /// <summary>The pipeline (exception handler, authentication, authorization, ...) and the endpoints that every service has.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app) => throw new NotImplementedException();

    /// <summary>
    /// A typed client of another service of the model, such as <c>catalog-service</c>: service discovery, a timeout per try,
    /// retries with jitter for safe calls, a circuit breaker and a total timeout.
    /// </summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IHostApplicationBuilder builder, string service)
        where TClient : class
        => throw new NotImplementedException();

    /// <summary>Options bound to <paramref name="section"/>, checked by their data annotations at start: a wrong one stops the service and is named.</summary>
    public static IServiceCollection AddValidatedOptions<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
        => throw new NotImplementedException();
}
