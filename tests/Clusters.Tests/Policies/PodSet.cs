namespace Ecommerce.Clusters.Tests.Policies;

/// <summary>Pods that are alike: a workload's, or those that an operator makes for an object of its own kind.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Labels">Theirs.</param>
/// <param name="Ports">Numbers and names of the ports that they open.</param>
internal sealed record PodSet(string Name, IReadOnlyDictionary<string, string> Labels, IReadOnlySet<string> Ports)
{
    public static IEnumerable<PodSet> Of(Manifest manifest)
        => manifest.Workloads.Where(workload => workload.IsLasting).Select(Own).Concat(manifest.Objects.SelectMany(Operators));

    private static PodSet Own(Workload workload) => new(
        workload.ToString(),
        workload.PodLabels,
        workload.Containers.SelectMany(container => container.Each("ports"))
            .SelectMany(port => new[] { port.Text("name"), port.Text("containerPort") }).OfType<string>().ToHashSet());

    /// <summary>The labels that our objects ask for, or the operator gives, and the ports that the operators' documents name.</summary>
    private static IEnumerable<PodSet> Operators(KubernetesObject one) => one.Kind switch
    {
        "Pooler" => [Made(one, one.Root.Map("spec.template.metadata.labels"), "5432")],
        // Strimzi names its brokers itself.
        "KafkaNodePool" => [Made(one, new Dictionary<string, string> { ["app.kubernetes.io/name"] = "kafka" }, "9092")],
        "MongoDBCommunity" => [Made(one, one.Root.Map("spec.statefulSet.spec.template.metadata.labels"), "27017")],
        "Elasticsearch" => one.Root.Each("spec.nodeSets").Select(nodes => Made(one, nodes.Map("podTemplate.metadata.labels"), "9200", "9300")),
        _ => [],
    };

    private static PodSet Made(KubernetesObject owner, IReadOnlyDictionary<string, string> labels, params string[] ports) => new(owner.ToString(), labels, ports.ToHashSet());
}
