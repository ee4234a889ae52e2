using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Kubernetes;

/// <summary>The values that Argo CD hands a chart: those of its application's files, the later ones over the earlier.</summary>
public static class ChartValues
{
    private const string Prefix = "$values/";

    /// <summary>The application's sources that are charts, or folders.</summary>
    public static IEnumerable<JsonNode> Sources(KubernetesObject application)
        => application.Root.At("spec.source") is { } only ? [only] : application.Root.Each("spec.sources");

    /// <exception cref="FileNotFoundException">One of the files is missing.</exception>
    public static JsonObject Of(KubernetesObject application)
    {
        var values = new JsonObject();
        foreach (var file in Files(application))
            foreach (var document in Yaml.Documents(File.ReadAllText(file)))
                Merge(values, document);
        return values;
    }

    public static IEnumerable<string> Files(KubernetesObject application)
        => Sources(application).SelectMany(source => source.Each("helm.valueFiles"))
            .Select(file => Repository.PathOf(file.ToString()[Prefix.Length..]));

    private static void Merge(JsonObject into, JsonObject more)
    {
        foreach (var (key, value) in more)
            if (value is JsonObject inner && into[key] is JsonObject own)
                Merge(own, inner);
            else
                into[key] = value?.DeepClone();
    }
}
