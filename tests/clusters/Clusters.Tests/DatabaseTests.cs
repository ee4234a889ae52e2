using System.Globalization;
using System.Text.RegularExpressions;
using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

/// <summary>What production's servers are told fits what the services do with them.</summary>
public sealed partial class DatabaseTests
{
    /// <summary>Left to the operator, backups and people.</summary>
    private const int Spare = 20;

    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Connection_pools_of_all_replicas_fit_into_max_connections(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var server = manifest.Get("Cluster", "postgres").Root.At("spec.postgresql.parameters").Text("max_connections")!;
        var pool = manifest.Get("Pooler", "postgres-pooler").Root.Text("spec.pgbouncer.parameters.default_pool_size")!;
        var connections = Connections(manifest).ToList();

        Assert.NotEmpty(connections);
        // One of the poolers may get them all.
        Assert.All(connections,
            one => Assert.True(one.Most <= Number(pool),
            $"{one.Service} may open {one.Most} connections, PgBouncer keeps {pool} per database."));
        Assert.InRange(connections.Sum(one => one.Most), 1, Number(server) - Spare);
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Service_owns_its_database_only(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var cluster = manifest.Get("Cluster", "postgres").Root;
        var owners = manifest.OfKind("Database")
            .ToDictionary(one => one.Root.Text("spec.name")!, one => one.Root.Text("spec.owner")!, StringComparer.Ordinal);
        owners.Add(cluster.Text("spec.bootstrap.initdb.database")!, cluster.Text("spec.bootstrap.initdb.owner")!);
        var roles = cluster.Each("spec.managed.roles").Select(role => role.Text("name")!)
            .Append(cluster.Text("spec.bootstrap.initdb.owner")!).ToHashSet();

        var used = ConnectionStrings(manifest).Where(one => one.Value.StartsWith("Host=postgres;", StringComparison.Ordinal)).ToList();
        Assert.Equal(owners.Keys.Order(StringComparer.Ordinal),
            used.Select(one => Part(one.Value, "Database")).Order(StringComparer.Ordinal));
        Assert.All(used, one => Assert.Equal(owners[Part(one.Value, "Database")], Part(one.Value, "Username")));
        Assert.Superset(owners.Values.ToHashSet(), roles);
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Role_has_the_password_of_its_service(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        foreach (var (service, value) in ConnectionStrings(manifest)
            .Where(one => one.Value.StartsWith("Host=postgres;", StringComparison.Ordinal)))
        {
            var role = manifest.Get("ExternalSecret", $"postgres-{Part(value, "Username")}").Root.Each("spec.data").Single();
            var own = manifest.Get("ExternalSecret", $"{service.Name}-secrets").Root.Each("spec.data")
                .Single(entry => entry.Text("secretKey") == "PARAM_POSTGRES_PASSWORD");
            Assert.Equal(role.At("remoteRef")!.ToJsonString(), own.At("remoteRef")!.ToJsonString());
        }
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Service_has_rights_in_its_document_database_only(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var users = manifest.Get("MongoDBCommunity", "mongo").Root.Each("spec.users")
            .ToDictionary(user => user.Text("name")!, StringComparer.Ordinal);
        var used = ConnectionStrings(manifest).Where(one => one.Value.StartsWith("mongodb://", StringComparison.Ordinal)).ToList();

        Assert.Equal(["catalog-service", "review-service"], used.Select(one => one.Service.Name).Order(StringComparer.Ordinal));
        Assert.All(used, one =>
        {
            var address = Address().Match(one.Value);
            var database = address.Groups["database"].Value;
            Assert.Equal(manifest.Get("MongoDBCommunity", "mongo").Name, address.Groups["set"].Value);
            var user = users[address.Groups["user"].Value];
            Assert.Equal(address.Groups["source"].Value, user.Text("db"));
            var role = Assert.Single(user.Each("roles"));
            Assert.Equal(("readWrite", database), (role.Text("name"), role.Text("db")));

            var password = manifest.Get("ExternalSecret", user.Text("passwordSecretRef.name")!).Root.Each("spec.data").Single();
            var own = manifest.Get("ExternalSecret", $"{one.Service.Name}-secrets").Root.Each("spec.data")
                .Single(entry => entry.Text("secretKey") == "PARAM_MONGO_PASSWORD");
            Assert.Equal(password.At("remoteRef")!.ToJsonString(), own.At("remoteRef")!.ToJsonString());
        });
    }

    [KubectlFact]
    public void Topics_match_the_contracts_and_have_dead_letter_topics()
    {
        var topics = Topic().Matches(File.ReadAllText(Repository.PathOf("services", "Platform", "Contracts", "Topics.cs")))
            .Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(
            topics.Concat(topics.Select(topic => $"{topic}.dlq")).Order(StringComparer.Ordinal),
            Kustomize.Build("overlays/production").OfKind("KafkaTopic").Select(one => one.Name).Order(StringComparer.Ordinal));
    }

    [KubectlFact]
    public void Three_replicas_survive_the_loss_of_a_zone()
    {
        var production = Kustomize.Build("overlays/production");
        Assert.Equal(3, production.Get("Cluster", "postgres").Root.Number("spec.instances"));
        Assert.Equal(3, production.Get("KafkaNodePool", "node").Root.Number("spec.replicas"));
        Assert.Equal(3, production.Get("MongoDBCommunity", "mongo").Root.Number("spec.members"));
        Assert.Equal(3, production.Get("Elasticsearch", "elasticsearch").Root.Each("spec.nodeSets").Single().Number("count"));
        Assert.All(production.OfKind("KafkaTopic"), topic => Assert.Equal(3, topic.Root.Number("spec.replicas")));
        // Pods beyond the number of partitions would have nothing to do.
        var partitions = production.OfKind("KafkaTopic").Where(topic => !topic.Name.EndsWith(".dlq", StringComparison.Ordinal))
            .Min(topic => topic.Root.Number("spec.partitions"));
        Assert.All(production.OfKind("HorizontalPodAutoscaler").Where(scaler => scaler.Labels.ContainsKey("ecommerce.example/scales-by")),
            scaler
                => Assert.True(scaler.Root.Number("spec.maxReplicas") <= partitions,
                $"{scaler} may have more pods than there are partitions."));
    }

    private static IEnumerable<(string Service, int Most)> Connections(Manifest manifest)
        => from one in ConnectionStrings(manifest)
           where one.Value.StartsWith("Host=postgres;", StringComparison.Ordinal)
           let replicas = manifest.Get("HorizontalPodAutoscaler", one.Service.Name).Root.Number("spec.maxReplicas")!.Value
           // A new pod starts before an old one goes.
           select (one.Service.Name, (replicas + 1) * Number(Part(one.Value, "Maximum Pool Size")));

    private static IEnumerable<(Workload Service, string Value)> ConnectionStrings(Manifest manifest)
        => from workload in manifest.Workloads
           from container in workload.Containers
           from entry in container.Each("env")
           where entry.Text("name")!.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
           select (workload, entry.Text("value") ?? "");

    private static string Part(string connection, string name)
        => connection.Split(';').Select(part => part.Split('=', 2)).Single(part => part[0] == name)[1];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("const string \\w+ = \"([^\"]+)\"")]
    private static partial Regex Topic();

    [GeneratedRegex(
        "^mongodb://(?<user>[a-z]+):[^@]+@mongo:27017/(?<database>[a-z]+)\\?replicaSet=(?<set>[a-z]+)&authSource=(?<source>[a-z]+)&")]
    private static partial Regex Address();
}
