namespace Ecommerce.Kubernetes;

/// <summary>
/// Pods that an operator makes for an object of its own kind, with the labels and ports that its documents or its source name.
/// </summary>
/// <param name="Name">That of the object, or of the part that it asks for.</param>
/// <param name="Labels">Those that the object asks for and, over them, those that the operator gives.</param>
/// <param name="Ports">The ports that they open.</param>
public sealed record OperatorPods(string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlySet<int> Ports)
{
    /// <summary>All that come of a manifest.</summary>
    public static IEnumerable<OperatorPods> Of(Manifest manifest) => manifest.Objects.SelectMany(Of);

    private static IEnumerable<OperatorPods> Of(KubernetesObject one) => one.Kind switch
    {
        "Cluster"
            => [Made("postgres-instance", one.Root.Map("spec.inheritedMetadata.labels"), CloudNative(one.Name, "database", "instance"),
            5432, 8000, 9187)],
        // From version 1.28 on it overwrites the common labels, whatever the template says.
        "Pooler" => [Made(one.Name, one.Root.Map("spec.template.metadata.labels"),
            [.. CloudNative(one.Root.Text("spec.cluster.name")!, "pooler", "pooler"), ("cnpg.io/poolerName", one.Name)], 5432, 9127)],
        "KafkaNodePool"
            => [Made("kafka-node", one.Root.Map("spec.template.pod.metadata.labels"), Strimzi(one.Labels["strimzi.io/cluster"], "kafka"),
            9090, 9091, 9092, 9404)],
        "Kafka" when one.Root.At("spec.kafkaExporter") is not null
            => [Made("kafka-exporter", Nothing, Strimzi(one.Name, "kafka-exporter"), 9404)],
        "MongoDBCommunity"
            => [Made(one.Name, one.Root.Map("spec.statefulSet.spec.template.metadata.labels"), [("app", $"{one.Name}-svc")], 27017, 9216)],
        "Elasticsearch" => one.Root.Each("spec.nodeSets").Select(nodes => Made(one.Name, nodes.Map("podTemplate.metadata.labels"),
            [("elasticsearch.k8s.elastic.co/cluster-name", one.Name), ("common.k8s.elastic.co/type", "elasticsearch")], 9200, 9300)),
        _ => [],
    };

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    private static (string, string)[] CloudNative(string cluster, string component, string role) =>
    [
        ("cnpg.io/cluster", cluster), ("cnpg.io/podRole", role),
        ("app.kubernetes.io/name", "postgresql"), ("app.kubernetes.io/component", component), ("app.kubernetes.io/instance", cluster),
    ];

    private static (string, string)[] Strimzi(string cluster, string name) =>
    [
        ("strimzi.io/cluster", cluster), ("strimzi.io/kind", "Kafka"), ("strimzi.io/name", $"{cluster}-{name}"),
        ("app.kubernetes.io/name", name), ("app.kubernetes.io/instance", cluster), ("app.kubernetes.io/part-of", $"strimzi-{cluster}"),
    ];

    private static OperatorPods Made(string name, IReadOnlyDictionary<string, string> asked, IEnumerable<(string Key, string Value)> given,
        params int[] ports)
    {
        var labels = new Dictionary<string, string>(asked, StringComparer.Ordinal);
        foreach (var (key, value) in given)
            labels[key] = value;
        return new(name, labels, ports.ToHashSet());
    }
}
