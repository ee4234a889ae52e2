using System.Text.Json.Nodes;

namespace Ecommerce.Manifests.Tests;

public sealed class SampleManifestTests
{
    // The sample was printed by Aspire 13.3; of its images, 13.6.5 has another tag for this one alone.
    private const string OldBroker = "docker.io/confluentinc/confluent-local:8.1.1",
        Broker = "docker.io/confluentinc/confluent-local:8.2.0";

    private static readonly string[] Servers = ["kafka", "mongo", "docs", "elastic"], References = ["kafka", "docs", "elastic"];

    [SampleFact]
    public async Task Own_integrations_publish_the_same_as_Aspires()
    {
        var sample = await File.ReadAllTextAsync(Repository.Sample);
        Assert.Contains(OldBroker, sample, StringComparison.Ordinal);

        Json.Equal(
            Integrations(sample.Replace(OldBroker, Broker, StringComparison.Ordinal)),
            Integrations(await SampleApplication.PublishAsync()),
            "The manifest of the sample application is not Aspire's.");
    }

    /// <summary>Of a manifest, the servers and what a service is told of them.</summary>
    private static string Integrations(string manifest)
    {
        var resources = JsonNode.Parse(manifest)!["resources"]!;
        var environment = resources["api"]!["env"]!.AsObject().Where(variable => References.Any(name => IsAbout(name, variable.Key)));
        return new JsonObject
        {
            ["servers"] = new JsonObject(Servers.Select(name => KeyValuePair.Create(name, resources[name]?.DeepClone()))),
            ["environment"] = new JsonObject(environment.Select(variable => KeyValuePair.Create(variable.Key,
                variable.Value?.DeepClone()))),
        }.ToJsonString();
    }

    private static bool IsAbout(string name, string variable)
        => variable == $"ConnectionStrings__{name}" || variable.StartsWith($"{name}_", StringComparison.OrdinalIgnoreCase);
}
