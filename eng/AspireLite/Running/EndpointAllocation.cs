using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running;

/// <summary>
/// Gives every endpoint its place before anything starts, so that a resource can be told where another one
/// will be though that one starts later.
/// </summary>
internal sealed class EndpointAllocation(DcpClient orchestrator)
{
    public async Task AllocateAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        var waiting = new Dictionary<string, (IResource Resource, EndpointAnnotation Endpoint)>();
        foreach (var resource in resources)
        {
            foreach (var endpoint in ServiceProducers.EndpointsOf(resource))
            {
                if (endpoint.IsProxied) waiting.Add(ServiceProducers.ServiceOf(resource, endpoint), (resource, endpoint));
                else PlaceDirectly(endpoint);
            }
        }

        await Task.WhenAll(waiting.Select(w => CreateAsync(w.Key, w.Value.Resource, w.Value.Endpoint, cancellationToken)));
        if (waiting.Count > 0) await PlaceAsync(waiting, cancellationToken);
    }

    private Task CreateAsync(string service, IResource resource, EndpointAnnotation endpoint, CancellationToken cancellationToken)
    {
        var annotations = new Dictionary<string, string> { ["resource-name"] = resource.Name, ["endpoint-name"] = endpoint.Name };
        var spec = new DcpServiceSpec { Port = endpoint.Port, Protocol = endpoint.Protocol.ToString().ToUpperInvariant() };
        return orchestrator.CreateAsync(DcpKinds.Services, DcpKinds.Services.Describe(service, spec, annotations), cancellationToken);
    }

    private async Task PlaceAsync(
        Dictionary<string, (IResource Resource, EndpointAnnotation Endpoint)> waiting, CancellationToken cancellationToken)
    {
        await foreach (var change in orchestrator.WatchAsync(DcpKinds.Services, cancellationToken))
        {
            var name = change.Object.Metadata.Name;
            if (change.Object.Status?.EffectivePort is not > 0 || !waiting.Remove(name, out var place)) continue;
            var (port, placeholder) = (change.Object.Status.EffectivePort.Value, PlaceholderFor(place.Resource, name));
            place.Endpoint.AllocatedEndpoint = new AllocatedEndpoint(place.Endpoint, "localhost", port, placeholder);
            if (waiting.Count == 0) return;
        }
    }

    // A container listens on the port of its image; a process is told its port.
    private static string? PlaceholderFor(IResource resource, string service) =>
        resource is ContainerResource ? null : ServiceProducers.PortPlaceholder(service);

    private static void PlaceDirectly(EndpointAnnotation endpoint) =>
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", endpoint.Port ?? Ports.Free());
}
