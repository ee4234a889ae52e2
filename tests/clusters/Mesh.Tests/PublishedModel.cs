using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

/// <summary>The references, read from the names of settings; eng/PolicyGenerator reads them from their values.</summary>
internal sealed class PublishedModel
{
    private const string Service = "services__", ConnectionString = "ConnectionStrings__";

    private static readonly Dictionary<string, int> ServerPorts = new()
    {
        ["postgres"] = 5432, ["redis"] = 6379, ["kafka"] = 9092, ["mongo"] = 27017, ["elasticsearch"] = 9200,
    };

    private static readonly string[] Documents = ["catalog", "reviews"];

    private readonly JsonObject resources = JsonNode.Parse(Text)!["resources"]!.AsObject();

    public static string File { get; } = Repository.PathOf("tests", "clusters", "Manifests.Tests", "aspire-manifest.json");

    public static string Text => System.IO.File.ReadAllText(File);

    public static IReadOnlyList<JsonNode> Routes { get; } =
        [.. JsonNode.Parse(System.IO.File.ReadAllText(Repository.PathOf("services", "Gateway", "routes.json")))!["routes"]!.AsArray()
            .Select(route => route!)];

    public string[] Services => [.. OfType("project.v0")];

    public string[] Servers => [.. OfType("container.v0")];

    /// <summary>Such as <c>("gateway", "user-service", 8080)</c>.</summary>
    public HashSet<(string From, string To, int Port)> References =>
        [.. Services.SelectMany(service => Settings(service).Select(ArrowOf).OfType<(string To, int Port)>()
            .Select(to => (service, to.To, to.Port)))];

    private (string To, int Port)? ArrowOf(string setting)
    {
        if (setting.StartsWith(Service, StringComparison.Ordinal))
            return (setting.Split("__")[1], 8080);
        if (!setting.StartsWith(ConnectionString, StringComparison.Ordinal))
            return null;

        // A server of that name, or a database of one of the two servers that have databases.
        var name = setting[ConnectionString.Length..];
        var server = ServerPorts.ContainsKey(name) ? name : Documents.Contains(name) ? "mongo" : "postgres";
        return (server, ServerPorts[server]);
    }

    private IEnumerable<string> Settings(string service) => resources[service]!["env"]!.AsObject().Select(setting => setting.Key);

    private IEnumerable<string> OfType(string type)
        => resources.Where(resource => (string)resource.Value!["type"]! == type).Select(resource => resource.Key);
}
