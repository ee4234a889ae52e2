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
            "elastic -> elasticsearch:9300",
        "mongo -> mongo:27017", "mongo-backup -> mongo:27017",
        "postgres-backup -> postgres-pooler:5432", "postgres-drill -> postgres-pooler:5432", "mongo-backup -> postgres-pooler:5432",
            "redis-backup -> postgres-pooler:5432",
        "postgres-backup -> mongo:27017", "postgres-drill -> mongo:27017", "redis-backup -> mongo:27017",
        "cloudnative-pg -> postgres-instance:8000",
        "prometheus -> postgres-instance:9187", "prometheus -> postgres-pooler:9127", "prometheus -> kafka-exporter:9404",
    ];
}
