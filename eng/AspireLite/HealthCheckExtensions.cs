using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

/// <summary>Health checks.</summary>
public static partial class ResourceBuilderExtensions
{
    private static readonly string[] HttpEndpoints = ["https", "http"];

    /// <summary>Lets a health check of the app host's services speak for a resource.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
        => builder.Resource.Annotations.OfType<HealthCheckAnnotation>().All(known => known.Key != key)
            ? builder.WithAnnotation(new HealthCheckAnnotation(key))
            : throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has a health check '{key}' already.");

    /// <summary>Asks a resource over HTTP how it is.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to ask; <c>/</c> where it is missing.</param>
    /// <param name="statusCode">The answer of a healthy resource; 200 where it is missing.</param>
    /// <param name="endpointName">The endpoint to ask; <c>https</c>, else <c>http</c>, where it is missing.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        string[] names = endpointName is null ? HttpEndpoints : [endpointName];
        var endpoint = names.Select(builder.GetEndpoint).FirstOrDefault(candidate => candidate.Exists)
            ?? throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' cannot be asked for its health: it has no endpoint {string.Join(" or ", names)}.");
        if (endpoint.Scheme is not ("http" or "https"))
            throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' cannot be asked for its health: endpoint '{endpoint.EndpointName}' is not HTTP.");

        var (target, expected) = (path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{target}_{expected}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(key, new HttpHealthCheck(endpoint, target, expected));
        return builder.WithHealthCheck(key);
    }
}
