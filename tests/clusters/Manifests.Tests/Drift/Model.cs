using System.Text.Json.Nodes;

namespace Ecommerce.Manifests.Tests.Drift;

/// <summary>What the published manifest means for a cluster, read without any of Aspirate's code.</summary>
/// <param name="imageOf">The image of a service that the shop builds itself.</param>
internal sealed class Model(Func<string, string> imageOf)
{
    // They have no workload: others refer to them.
    private static readonly string[] Values = ["parameter.v0", "value.v0", "annotated.string"];

    public Dictionary<string, Facts> Read(string manifest)
    {
        var resources = JsonNode.Parse(manifest)!["resources"]!.AsObject();
        var references = new ModelReferences(resources);
        var secrets = resources.Where(resource => (bool?)resource.Value!["inputs"]?["value"]?["secret"] is true)
            .Select(resource => ModelReferences.Parameter(resource.Key)).ToList();
        return resources.Where(resource => !Values.Contains((string?)resource.Value!["type"]))
            .ToDictionary(resource => resource.Key, resource => Describe(resource.Key, resource.Value!, references, secrets));
    }

    private Facts Describe(string name, JsonNode resource, ModelReferences references, List<string> secrets)
    {
        var keepsData = resource["volumes"] is JsonArray { Count: > 0 };
        var facts = new Facts
        {
            ["kind"] = keepsData ? "StatefulSet" : "Deployment",
            ["image"] = (string?)resource["image"] ?? imageOf(name),
        };
        facts.AddWords("command", resource["entrypoint"] is { } entrypoint ? [(string)entrypoint!] : []);
        facts.AddWords("arguments", [.. (resource["args"]?.AsArray() ?? []).Select(word => references.Resolve((string)word!))]);
        foreach (var (binding, description) in resource["bindings"]?.AsObject() ?? [])
        {
            facts.Add($"port {binding}", $"{ModelReferences.TargetPort(binding, description!)}");
            facts.Add($"service port {binding}", $"{ModelReferences.ServicePort(binding, description!)} to {binding}");
        }

        foreach (var volume in resource["volumes"]?.AsArray() ?? [])
            facts.Add($"volume {volume!["name"]}", $"{volume["target"]}");
        AddEnvironment(facts, resource["env"]?.AsObject() ?? [], references);
        if (secrets.Any(secret => facts.Values.Any(value => value.Contains(secret, StringComparison.Ordinal))))
            facts.Add("secret", $"{name}-secrets");
        if (!keepsData)
            facts.Add("settings", $"global-config?, {name}-config?");
        return facts;
    }

    private static void AddEnvironment(Facts facts, JsonObject environment, ModelReferences references)
    {
        foreach (var (key, value) in environment)
        {
            // A variable without a value is one that is not set.
            if (references.Resolve((string)value!) is { Length: > 0 } text)
                facts.Add($"env {key}", text);
        }

        if (facts.TryGetValue("env Features__Directory", out var folder))
            facts.Add("volume feature-flags", $"{folder} from ConfigMap feature-flags?");
    }
}
