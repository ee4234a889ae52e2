using System.Text.RegularExpressions;

namespace Ecommerce.Clusters.Tests;

/// <summary>No connection to a server goes in clear, or without a name, or to whoever answers.</summary>
public sealed partial class EncryptionTests
{
    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Every_connection_is_encrypted_and_checks_who_answers(string overlay)
    {
        var connections = Connections(Kustomize.Build($"overlays/{overlay}")).ToList();
        Assert.Equal(6 + 2 + 2 + 1 + 9, connections.Count);
        Assert.All(connections, one => Assert.True(IsSafe(one), $"{one.Service.Name}: {one.Name} is {one.Value}"));
        // Whoever speaks to them has the certificate of their authority, each from whom it makes the server's.
        Assert.All(connections, one => Assert.Contains(AuthorityOf(one), Trusted(one.Service)));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Servers_answer_under_the_names_that_clients_use(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var space = manifest.OfKind("Namespace").Single().Name;
        Assert.Contains("postgres",
            manifest.Get("Cluster", "postgres").Root.Each("spec.certificates.serverAltDNSNames").Select(name => $"{name}"));
        Assert.Contains("elasticsearch", manifest.Get("Elasticsearch", "elasticsearch").Root
            .Each("spec.http.tls.selfSignedCertificate.subjectAltNames").Select(name => name.Text("dns")));

        // Clients of a replica set are sent on to its members, and those of sentinels to the primary.
        var members = manifest.Get("MongoDBCommunity", "mongo").Root.Number("spec.members")!.Value;
        Assert.Equal(["mongo", .. Enumerable.Range(0, members).Select(member => $"mongo-{member}.mongo-svc.{space}.svc.cluster.local")],
            Names(manifest, "mongo-tls"));
        var nodes = manifest.Get("StatefulSet", "redis").Root.Number("spec.replicas")!.Value;
        Assert.Equal(["redis", .. Enumerable.Range(0, nodes).Select(node => $"redis-{node}.redis-nodes")], Names(manifest, "redis-tls"));
        Assert.Equal(["redis-cache"], Names(manifest, "redis-cache-tls"));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Broker_knows_every_service_and_gives_it_what_its_handlers_need(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var listener = Assert.Single(manifest.Get("Kafka", "kafka").Root.Each("spec.kafka.listeners"));
        Assert.True(listener.Is("tls"));
        // Services check that the certificate has the name by which they call it.
        Assert.All(Connections(manifest).Where(one => one.Name == "ConnectionStrings__kafka"), one => Assert.Contains(
            listener.Each("configuration.bootstrap.alternativeNames"), name => one.Value == $"{name}:9092"));
        Assert.Equal("scram-sha-512", listener.Text("authentication.type"));
        Assert.Equal("simple", manifest.Get("Kafka", "kafka").Root.Text("spec.kafka.authorization.type"));

        var clients = Connections(manifest).Where(one => one.Name == "ConnectionStrings__kafka").Select(one => one.Service.Name).Order();
        var users = manifest.OfKind("KafkaUser").ToDictionary(user => user.Name, StringComparer.Ordinal);
        Assert.Equal(clients, users.Keys.Order());
        Assert.Equal(["users.v1"], Topics(users["user-service"], "Write"));
        Assert.Empty(Topics(users["user-service"], "Read"));
        Assert.Equal(["catalog.v1", "payments.v1", "users.v1"], Topics(users["order-service"], "Read"));
        Assert.Equal(["catalog.v1.dlq", "orders.v1", "payments.v1.dlq", "users.v1.dlq"], Topics(users["order-service"], "Write"));
        // Nobody writes another's events.
        Assert.All(manifest.OfKind("KafkaTopic").Where(topic => !topic.Name.EndsWith(".dlq", StringComparison.Ordinal)),
            topic => Assert.Single(users.Values, user => Topics(user, "Write").Contains(topic.Name)));
        Assert.All(users.Values.SelectMany(user => user.Root.Each("spec.authorization.acls")),
            right => Assert.NotEqual("All", $"{right.Each("operations").First()}"));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Consumers_leave_it_to_the_broker_to_wait_for_messages(string overlay)
    {
        var clients = Connections(Kustomize.Build($"overlays/{overlay}")).Where(one => one.Name == "ConnectionStrings__kafka").ToList();

        Assert.NotEmpty(clients);
        Assert.All(clients, one => Assert.Equal("00:00:00.500", Setting(one.Service, "Messaging__FetchWait")));
    }

    private static List<string> Topics(KubernetesObject user, string operation)
        => [.. user.Root.Each("spec.authorization.acls").Where(right => right.Text("resource.type") == "topic"
            && right.Each("operations").Any(one => $"{one}" == operation))
            .Select(right => right.Text("resource.name")!).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names(Manifest manifest, string certificate)
        => manifest.Get("Certificate", certificate).Root.Each("spec.dnsNames").Select(name => $"{name}");

    private static bool IsSafe((Workload Service, string Name, string Value) one) => one.Value switch
    {
        var value when value.StartsWith("Host=", StringComparison.Ordinal)
            => value.Contains(";SSL Mode=VerifyFull;Root Certificate=/etc/servers/postgres.crt", StringComparison.Ordinal),
        var value when value.StartsWith("mongodb://", StringComparison.Ordinal) => Option().IsMatch(value),
        var value when value.StartsWith("http", StringComparison.Ordinal)
            => value.StartsWith("https://search-service:", StringComparison.Ordinal),
        "kafka:9092" => Setting(one.Service, "Kafka__SecurityProtocol") == "SaslSsl"
            && Setting(one.Service, "Kafka__Username") == one.Service.Name
            && Setting(one.Service, "Kafka__CaFile") == "/etc/servers/kafka.crt",
        var value => value.Split(',').Contains("ssl=true") && value.Contains($"user={one.Service.Name}", StringComparison.Ordinal),
    };

    private static string AuthorityOf((Workload Service, string Name, string Value) one) => one.Value switch
    {
        var value when value.StartsWith("Host=", StringComparison.Ordinal) => "postgres-ca",
        var value when value.StartsWith("mongodb://", StringComparison.Ordinal) => "mongo-tls",
        var value when value.StartsWith("http", StringComparison.Ordinal) => "elasticsearch-es-http-certs-public",
        var value when value.StartsWith("kafka", StringComparison.Ordinal) => "kafka-cluster-ca-cert",
        var value => $"{value.Split(':')[0]}-tls",
    };

    /// <summary>Clients that name no file believe what stands beside the system's authorities.</summary>
    private static IEnumerable<string?> Trusted(Workload service)
    {
        var mount = service.Containers.Single().Each("volumeMounts").Single(mount => mount.Text("name") == "servers");
        Assert.Equal("/etc/servers", mount.Text("mountPath"));
        Assert.Contains(Setting(service, "SSL_CERT_DIR"), (string?[])[null, "/etc/ssl/certs:/etc/servers"]);
        return service.PodSpec.Each("volumes").Single(volume => volume.Text("name") == "servers").Each("projected.sources")
            .Select(source => source.Text("secret.name"));
    }

    private static string? Setting(Workload service, string name)
        => service.Containers.Single().Each("env").FirstOrDefault(entry => entry.Text("name") == name).Text("value");

    private static IEnumerable<(Workload Service, string Name, string Value)> Connections(Manifest manifest)
        => from workload in manifest.Workloads
           from container in workload.Containers
           from entry in container.Each("env")
           where entry.Text("name")!.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
           select (workload, entry.Text("name")!, entry.Text("value")!);

    [GeneratedRegex("[?&]tls=true(&|$)")]
    private static partial Regex Option();
}
