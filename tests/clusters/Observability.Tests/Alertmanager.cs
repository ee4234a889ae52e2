using System.Text.Json.Nodes;
using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>Alertmanager's settings, which stand among the chart's values, written out as amtool and Alertmanager read them.</summary>
public sealed class Alertmanager : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Alertmanager()
    {
        var values = Yaml.Documents(File.ReadAllText(
            Repository.PathOf("manifests", "components", "observability", "stack", "kube-prometheus-stack.values.yaml"))).Single();
        Settings = values.At("alertmanager.config")!;
        File.WriteAllText(SettingsFile, Settings.ToJsonString());
    }

    public JsonNode Settings { get; }

    public string SettingsFile => Path.Combine(folder.Path, "alertmanager.json");

    public void Dispose() => folder.Delete();
}
