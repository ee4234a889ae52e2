namespace Ecommerce.Mesh.Tests.Network;

/// <summary>Pods that operators make have labels and ports of their own: who reaches them, in a whole environment.</summary>
public sealed class OperatorPolicyTests
{
    private static readonly PublishedModel Model = new();

    // Where services find a server that an operator runs.
    private static readonly Dictionary<string, string> Stands = new()
    {
        ["postgres"] = "postgres-pooler", ["kafka"] = "kafka-node", ["elasticsearch"] = "elasticsearch", ["mongo"] = "mongo",
    };

    private static readonly Pod[] Around =
    [
        Reachability.Prometheus, Pod.Elsewhere("cloudnative-pg", "cnpg-system"), Pod.Elsewhere("strimzi",
            "strimzi"), Pod.Elsewhere("elastic", "elastic-system"),
        Pod.Elsewhere("elsewhere", "elsewhere", ("app.kubernetes.io/name", "order-service")), Pod.Elsewhere("stranger", null),
    ];

    private static readonly string[] Backups = ["postgres-backup", "postgres-drill", "postgres-restore", "mongo-backup", "mongo-drill",
        "redis-backup", "redis-drill"];

    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Servers_accept_their_clients_each_other_and_their_operators_only(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var policies = new Policies(manifest.Objects);
        var servers = OperatorPods.Of(manifest)
            .Select(made => (Pod: new Pod(made.Name, made.Labels, null, new Dictionary<string, int>()), made.Ports)).ToList();
        var callers = manifest.Workloads.Select(Pod.Of).Concat(servers.Select(server => server.Pod)).Concat(Around);

        var open = from caller in callers from server in servers from port in server.Ports
                   where policies.Allow(caller, server.Pod, "TCP", port) select $"{caller.Name} -> {server.Pod.Name}:{port}";
        Assert.Equal(Expected.Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
    }

    /// <summary>A restore to a point in time makes a cluster of another name beside the first one.</summary>
    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Restored_cluster_reaches_the_archive_and_serves_the_pooler_as_the_first_one_does(string overlay)
    {
        var policies = new Policies(Kustomize.Build($"overlays/{overlay}").Objects);
        var cluster = Manifest.Parse("{kind: Cluster, metadata: {name: postgres-restored}, spec: {}}");
        var instance = Of(OperatorPods.Of(cluster).Single());
        var labels = new Dictionary<string, string> { ["cnpg.io/cluster"] = "postgres-restored", ["cnpg.io/jobRole"] = "full-recovery" };
        var recovery = new Pod("recovery", labels, null, new Dictionary<string, int>());
        var pooler = Of(OperatorPods.Of(Manifest.Parse(
            "{kind: Pooler, metadata: {name: postgres-pooler}, spec: {cluster: {name: postgres-restored}}}")).Single());

        Assert.True(policies.Allow(pooler, instance, "TCP", 5432));
        Assert.True(policies.Allow(instance, instance, "TCP", 5432));
        Assert.True(policies.Allow(Around[1], instance, "TCP", 8000));
        Assert.All([instance, recovery], pod => Assert.True(policies.Allow(pod, Machine.At("93.184.216.34"), "TCP", 443)));
        Assert.False(policies.Allow(Around[4], instance, "TCP", 5432));

        static Pod Of(OperatorPods made) => new(made.Name, made.Labels, null, new Dictionary<string, int>());
    }

    private static IEnumerable<string> Expected =>
    [
        .. Model.References.Where(reference => Stands.ContainsKey(reference.To))
            .Select(reference => $"{reference.From} -> {Stands[reference.To]}:{reference.Port}"),
        "postgres-pooler -> postgres-instance:5432", "postgres-instance -> postgres-instance:5432",
            "postgres-instance -> postgres-instance:8000",
        .. new[] { 9090, 9091,
            9092 }.SelectMany(port => new[] { "kafka-node", "kafka-exporter",
            "strimzi" }.Select(caller => $"{caller} -> kafka-node:{port}")),
        "elasticsearch -> elasticsearch:9200", "elasticsearch -> elasticsearch:9300", "elastic -> elasticsearch:9200",
            "elastic -> elasticsearch:9300", "elasticsearch-exporter -> elasticsearch:9200",
        "mongo -> mongo:27017",
        .. Backups.SelectMany(backup => new[] { $"{backup} -> postgres-pooler:5432", $"{backup} -> mongo:27017" }),
        "cloudnative-pg -> postgres-instance:8000",
        "prometheus -> postgres-instance:9187", "prometheus -> postgres-pooler:9127", "prometheus -> kafka-exporter:9404",
        "prometheus -> kafka-node:9404", "prometheus -> mongo:9216",
    ];
}
