using System.Text.Json.Serialization.Metadata;
using Ecommerce.ServiceDefaults.Authentication;
using Ecommerce.ServiceDefaults.Configuration;
using Ecommerce.ServiceDefaults.Errors;
using Ecommerce.ServiceDefaults.Health;
using Ecommerce.ServiceDefaults.Hosting;
using Ecommerce.ServiceDefaults.Http;
using Ecommerce.ServiceDefaults.Json;
using Ecommerce.ServiceDefaults.Metrics;
using Ecommerce.ServiceDefaults.OpenApi;
using Ecommerce.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        builder.AddServerLimits();
        builder.AddTokenValidation();
        builder.AddHealth();
        builder.Services.AddStrictJson(json);
        builder.Services.AddProblemDocuments();
        builder.Services.AddServiceClients();
        builder.Services.AddOpenApiDocument();
        return builder;
    }

    /// <summary>The pipeline (exception handler, authentication, authorization, ...) and the endpoints that every service has.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseRequestSpans();
        app.UseStreamMarks();
        app.UseResponseCompression();
        app.UseProblemDocuments();
        app.UseRequestEncoding();
        app.UseOpenApiPage();
        app.UseRoutingOfHead();
        app.UsePersonalResponses();
        app.UseAnonymousRefusals();
        app.UseRequestTimeouts();
        app.UseTokenValidation();
        app.UseStrictQuery();

        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi().AllowAnonymous();
        return app;
    }

    /// <summary>
    /// A typed client of another service of the model, such as <c>catalog-service</c>: service discovery, a timeout per try,
    /// retries with jitter for safe calls, a circuit breaker and a total timeout.
    /// </summary>
    /// <remarks>
    /// A service that cannot be reached, is too slow or keeps its circuit open surfaces as <see cref="HttpRequestException"/>;
    /// unhandled, it becomes a 503.
    /// </remarks>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IHostApplicationBuilder builder, string service)
        where TClient : class
        => builder.Services.AddHttpClient<TClient>(client => client.BaseAddress = new Uri($"https+http://{service}")).AddResilience();

    /// <summary>A typed client of several services of the model, which it names in absolute addresses; else as the other.</summary>
    public static IHttpClientBuilder AddServiceClient<TClient>(this IHostApplicationBuilder builder)
        where TClient : class
        => builder.Services.AddHttpClient<TClient>().AddResilience();

    /// <summary>
    /// Options bound to <paramref name="section"/>, checked by their data annotations at start: a wrong one stops the service and is named.
    /// </summary>
    public static IServiceCollection AddValidatedOptions<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
        => builder.Services.AddValidatedOptions<TOptions>(section);
}
