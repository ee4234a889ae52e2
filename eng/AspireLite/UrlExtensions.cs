using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>URLs in the dashboard.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Changes the URL that is shown for an endpoint.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
        => builder.WithAnnotation(new EndpointUrlAnnotation(endpointName, callback));
}
