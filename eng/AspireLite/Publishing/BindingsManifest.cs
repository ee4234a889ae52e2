using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes endpoints. A project's first endpoint of an HTTP scheme has no port: the deployment chooses it.</summary>
internal static class BindingsManifest
{
    public static void Write(Utf8JsonWriter writer, IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
            return;

        writer.WriteStartObject("bindings");
        foreach (var endpoint in endpoints)
        {
            var isFirst = endpoints.First(other => other.UriScheme == endpoint.UriScheme) == endpoint;
            Write(writer, endpoint, TargetPortOf(resource, endpoint, isFirst));
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, EndpointAnnotation endpoint, int? targetPort)
    {
        writer.WriteStartObject(endpoint.Name);
        writer.WriteString("scheme", endpoint.UriScheme);
        writer.WriteString("protocol", endpoint.ProtocolName);
        writer.WriteString("transport", endpoint.Transport);
        if (endpoint.Port is { } port && port != targetPort)
            writer.WriteNumber("port", port);
        if (targetPort is { } target)
            writer.WriteNumber("targetPort", target);
        if (endpoint.IsExternal)
            writer.WriteBoolean("external", true);
        writer.WriteEndObject();
    }

    private static int? TargetPortOf(IResource resource, EndpointAnnotation endpoint, bool isFirst) => (resource, endpoint) switch
    {
        (_, { TargetPort: { } target }) => target,
        (ContainerResource, { Port: { } port }) => port,
        (ProjectResource, { UriScheme: "http" or "https" }) when isFirst => null,
        _ => throw new NotSupportedException(
            $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' needs a target port: none is invented for a manifest here."),
    };
}
