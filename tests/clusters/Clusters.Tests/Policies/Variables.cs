using System.Text.RegularExpressions;

namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>Every <c>$(NAME)</c> in a container's environment is expanded: something before it gives the name.</summary>
internal static partial class Variables
{
    public static IEnumerable<string> Violations(Manifest manifest)
    {
        var secrets = Made.Secrets(manifest);
        return from workload in manifest.Workloads
               from container in workload.AllContainers
               from name in Unknown(container, reference => Keys(manifest, secrets, reference))
               select $"{workload}: {container.Text("name")} refers to $({name}), which nothing gives";
    }

    private static IEnumerable<string> Unknown(JsonNode container, Func<JsonNode, IEnumerable<string>> keys)
    {
        var known = container.Each("envFrom").SelectMany(keys).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in container.Each("env"))
        {
            foreach (Match reference in Reference().Matches(entry.Text("value") ?? ""))
                if (!known.Contains(reference.Groups[1].Value)) yield return reference.Groups[1].Value;
            known.Add(entry.Text("name")!);
        }
    }

    private static IEnumerable<string> Keys(Manifest manifest, IReadOnlyDictionary<string, IReadOnlySet<string>> secrets,
        JsonNode reference)
        => reference.Text("configMapRef.name") is { } map
            ? manifest.Find("ConfigMap", map)?.Root.Map("data").Keys ?? []
            : secrets.GetValueOrDefault(reference.Text("secretRef.name") ?? "") ?? Enumerable.Empty<string>();

    [GeneratedRegex(@"(?<!\$)\$\(([A-Za-z_][\w.-]*)\)")]
    private static partial Regex Reference();
}
