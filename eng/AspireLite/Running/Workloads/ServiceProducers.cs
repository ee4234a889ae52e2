using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>The names that tie an endpoint of the model, a service of the orchestrator and the processes behind it together.</summary>
internal static class ServiceProducers
{
    public static string ServiceOf(IResource resource, EndpointAnnotation endpoint) => $"{resource.Name}-{endpoint.Name}";

    public static IEnumerable<EndpointAnnotation> EndpointsOf(IResource resource) => resource.Annotations.OfType<EndpointAnnotation>();

    /// <summary>What the orchestrator replaces, in arguments and environment, by the port that this replica shall listen on.</summary>
    public static string PortPlaceholder(string service) => $$$"""{{- portForServing "{{{service}}}" -}}""";

    public static Dictionary<string, string> Annotate(IResource resource, string? address)
    {
        var producers = EndpointsOf(resource).Where(e => e.IsProxied)
            .Select(e => new DcpServiceProducer(ServiceOf(resource, e), address, e.TargetPort)).ToList();
        var annotations = new Dictionary<string, string> { ["resource-name"] = resource.Name };
        if (producers.Count > 0) annotations["service-producer"] = JsonSerializer.Serialize(producers, DcpJson.Default.ListDcpServiceProducer);
        return annotations;
    }
}
