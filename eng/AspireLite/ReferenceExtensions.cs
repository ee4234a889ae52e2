using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>References: what a resource is told of another.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Chooses what references add to the environment.</summary>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
        => builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags));

    /// <summary>Tells a resource how to connect to another.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        var flags = FlagsOf(builder.Resource);
        return builder.WithAnnotation(new ConnectionReferenceAnnotation(resource)).WithEnvironment(context =>
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
                context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"]
                    = new ConnectionStringReference(resource, optional);

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
                foreach (var (property, value) in resource.GetConnectionProperties())
                    context.EnvironmentVariables[$"{Variable(name)}_{property.ToUpperInvariant()}"] = value;
        });
    }

    /// <summary>Tells a resource where all endpoints of another are.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        builder.Endpoints(source.Resource).UseAllEndpoints = true;
        return builder;
    }

    /// <summary>Tells a resource where one endpoint of another is.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        builder.Endpoints(endpointReference.Resource).EndpointNames.Add(endpointReference.EndpointName);
        return builder;
    }

    private static ReferenceEnvironmentInjectionFlags FlagsOf(IResource resource)
        => resource.Annotations.OfType<ReferenceEnvironmentInjectionAnnotation>().LastOrDefault()?.Flags ?? ReferenceEnvironmentInjectionFlags.All;

    private static EndpointReferenceAnnotation Endpoints<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints source)
        where T : IResourceWithEnvironment
    {
        if (builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().SingleOrDefault(known => known.Resource == source) is { } known)
            return known;

        var annotation = new EndpointReferenceAnnotation(source);
        builder.WithAnnotation(annotation).WithEnvironment(context => AddEndpoints(context, annotation));
        return annotation;
    }

    private static void AddEndpoints(EnvironmentCallbackContext context, EndpointReferenceAnnotation annotation)
    {
        var (name, flags) = (annotation.Resource.Name, FlagsOf(context.Resource));
        foreach (var endpoint in annotation.Resource.GetEndpoints())
        {
            if (!annotation.UseAllEndpoints && !annotation.EndpointNames.Contains(endpoint.EndpointName))
                continue;

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                context.EnvironmentVariables[$"{Variable(name)}_{Variable(endpoint.EndpointName)}"] = endpoint;

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                context.EnvironmentVariables[DiscoveryKey(context, $"services__{name}__{endpoint.Scheme}__")] = endpoint;
        }
    }

    private static string DiscoveryKey(EnvironmentCallbackContext context, string prefix)
        => Enumerable.Range(0, int.MaxValue).Select(index => prefix + index).First(key => !context.EnvironmentVariables.ContainsKey(key));

    private static string Variable(string name) => NotInVariables().Replace(name, "_").ToUpperInvariant();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NotInVariables();
}
