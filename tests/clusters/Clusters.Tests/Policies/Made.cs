namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>What is in a cluster once a manifest is applied: its objects, and those that operators and people make for it.</summary>
internal static class Made
{
    public static HashSet<(string Kind, string Name)> By(Manifest manifest)
        => [.. manifest.Objects.Select(one => (one.Kind, one.Name)), .. Secrets(manifest).Keys.Select(name => ("Secret", name))];

    /// <summary>The Secrets that will be there, with their keys.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Secrets(Manifest manifest)
    {
        var secrets = manifest.Objects.SelectMany(Secrets).ToDictionary(pair => pair.Name, pair => pair.Keys, StringComparer.Ordinal);
        // No vault: manifests/secrets.sh makes what is referred to. SecretScriptTests holds it to that.
        return manifest.OfKind("ExternalSecret").Any() || manifest.OfKind("Secret").Any()
            ? secrets : SecretScript.Made(manifest.Name, secrets);
    }

    private static IEnumerable<(string Name, IReadOnlySet<string> Keys)> Secrets(KubernetesObject one) => one.Kind switch
    {
        "Secret" => [(one.Name, Keys(one.Root.Map("data").Keys.Concat(one.Root.Map("stringData").Keys)))],
        "ExternalSecret" => [(one.Root.Text("spec.target.name") ?? one.Name,
            Keys(one.Root.Each("spec.data").Select(entry => entry.Text("secretKey")!)
                .Concat(one.Root.Map("spec.target.template.data").Keys)))],
        // By operators.
        "Cluster" => [($"{one.Name}-ca", Keys(["ca.crt"]))],
        "Kafka" => [($"{one.Name}-cluster-ca-cert", Keys(["ca.crt"]))],
        "KafkaUser" => [($"kafka-{one.Name}", Keys(["password"]))],
        "Elasticsearch" => [($"{one.Name}-es-http-certs-public", Keys(["ca.crt", "tls.crt"]))],
        "Certificate" => [(one.Root.Text("spec.secretName")!, Keys(["tls.crt", "tls.key", "ca.crt"]))],
        _ => [],
    };

    private static HashSet<string> Keys(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);
}
