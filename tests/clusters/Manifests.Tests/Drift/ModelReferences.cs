using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>
/// What the references of a manifest, such as <c>{kafka.bindings.tcp.port}</c>, come to in a cluster, where a resource's name is its host.
/// </summary>
internal sealed partial class ModelReferences(JsonObject resources)
{
    // The port of the services' images.
    private const int HttpPort = 8080;

    public string Resolve(string text) => Reference().Replace(text, match => Value(match.Groups[1].Value.Split('.')));

    public static int TargetPort(string binding, JsonNode description)
        => (int?)description["targetPort"] ?? (binding == "http"
            ? HttpPort : throw new InvalidOperationException($"Binding {binding} has no port."));

    public static int ServicePort(string binding, JsonNode description) => (int?)description["port"] ?? TargetPort(binding, description);

    /// <summary>The name by which a container knows a parameter.</summary>
    public static string Parameter(string name) => $"$(PARAM_{name.ToUpperInvariant().Replace('-', '_')})";

    private string Value(string[] path)
    {
        var resource = resources[path[0]]
            ?? throw new InvalidOperationException($"The manifest refers to {path[0]}, which it does not describe.");
        return path switch
        {
            [_, "bindings", var binding, var property] => Binding(path[0], binding, resource["bindings"]![binding]!, property),
            [_, "value"] when (string?)resource["type"] == "parameter.v0" => Parameter(path[0]),
            [_, var property] when (string?)resource["type"] != "annotated.string" => Resolve((string)resource[property]!),
            _ => throw new InvalidOperationException(
                $"{{{string.Join('.', path)}}} is nothing that Aspirate resolves: the model must say it in another way."),
        };
    }

    private static string Binding(string resource, string binding, JsonNode description, string property)
        => property switch
        {
            "host" => resource,
            "port" => $"{ServicePort(binding, description)}",
            "targetPort" => $"{TargetPort(binding, description)}",
            "url" => $"{description["scheme"]}://{resource}:{ServicePort(binding, description)}",
            _ => throw new InvalidOperationException($"{resource} has no {property} of a binding."),
        };

    [GeneratedRegex(@"\{([a-z][\w-]*(?:\.[\w-]+)+)\}")]
    private static partial Regex Reference();
}
