using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.PolicyGenerator;

/// <summary>Reads the references out of an Aspire manifest: a workload calls whatever its environment refers to.</summary>
internal static partial class ManifestReader
{
    public const int ServicePort = 8080;

    public static Model Read(string json)
    {
        var resources = JsonNode.Parse(json)!["resources"]!.AsObject();
        var workloads = resources.Where(resource => TypeOf(resource.Value!) is "project.v0" or "container.v0").ToList();
        var secrets = new SecretReader(resources);
        return new Model(
            [.. workloads.Select(resource => WorkloadOf(resource.Key, resource.Value!))],
            [.. workloads.SelectMany(resource => ReferencesOf(resource.Key, resource.Value!, resources)).Distinct()],
            [.. workloads.SelectMany(resource => secrets.Of(resource.Key, EnvironmentOf(resource.Value!)))]);
    }

    private static Workload WorkloadOf(string name, JsonNode resource) => new(
        name,
        TypeOf(resource) == "project.v0",
        Objects(resource["bindings"]).Any(binding => (bool?)binding.Value!["external"] == true));

    private static IEnumerable<Reference> ReferencesOf(string name, JsonNode resource, JsonObject resources)
        => EnvironmentOf(resource)
            .SelectMany(expression => BindingsOf(expression, resources))
            .Where(binding => binding.Resource != name)
            .Select(binding => new Reference(name, binding.Resource, PortOf(resources[binding.Resource]!, binding.Name)));

    /// <summary>The bindings that an expression names, directly or through connection strings.</summary>
    private static IEnumerable<(string Resource, string Name)> BindingsOf(string expression, JsonObject resources)
        => Expression().Matches(expression).SelectMany(match => match.Groups["binding"] is { Success: true } binding
            ? [(match.Groups["resource"].Value, binding.Value)]
            : BindingsOf((string)resources[match.Groups["resource"].Value]!["connectionString"]!, resources));

    // A project's binding has no port of its own: in a cluster all of them listen on the same one.
    private static int PortOf(JsonNode resource, string binding) => (int?)resource["bindings"]![binding]!["targetPort"] ?? ServicePort;

    private static IEnumerable<string> EnvironmentOf(JsonNode resource)
        => Objects(resource["env"]).Select(variable => (string)variable.Value!);

    private static string TypeOf(JsonNode resource) => (string)resource["type"]!;

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Objects(JsonNode? members) => members?.AsObject().AsEnumerable() ?? [];

    [GeneratedRegex(@"\{(?<resource>[\w-]+)\.(bindings\.(?<binding>[\w-]+)\.\w+|connectionString)\}")]
    private static partial Regex Expression();
}
