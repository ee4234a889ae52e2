using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <param name="Expression">In PromQL.</param>
internal sealed record Alert(string Name, string Expression, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string,
    string> Annotations);

/// <summary>
/// The rules stand once, in the PrometheusRule objects that a cluster gets. What Prometheus and promtool read is the spec of each, which
/// is written out as JSON: every JSON is YAML.
/// </summary>
internal static class RuleFiles
{
    public static string Folder { get; } = Repository.PathOf("manifests", "components", "observability", "rules");

    /// <summary>By file name.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Specs { get; } = Directory.EnumerateFiles(Folder, "*.yaml").ToDictionary(
        file => Path.GetFileName(file), file
            => (JsonObject)Yaml.Documents(File.ReadAllText(file)).Single()["spec"]!, StringComparer.Ordinal);

    public static IReadOnlyList<JsonNode> Rules { get; } =
        [.. Specs.Values.SelectMany(spec => spec.Each("groups")).SelectMany(group => group.Each("rules"))];

    public static IReadOnlyList<Alert> Alerts { get; } =
    [
        .. from rule in Rules
           where rule.Text("alert") is not null
           select new Alert(rule.Text("alert")!, rule.Text("expr")!, rule.Map("labels"), rule.Map("annotations")),
    ];

    /// <summary>The names that recording rules make.</summary>
    public static IReadOnlySet<string> Recorded { get; } = Rules.Select(rule => rule.Text("record")).OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    public static void WriteTo(string folder)
    {
        foreach (var (name, spec) in Specs)
            File.WriteAllText(Path.Combine(folder, name), spec.ToJsonString());
    }
}
