namespace Ecommerce.PolicyGenerator;

/// <summary>
/// What a service needs to speak to servers that encrypt and that know their callers: the certificates of their authorities, and of Kafka
/// who it is. The connection strings are patches that people write.
/// </summary>
internal static class ServerClients
{
    private const string Folder = "/etc/servers", Volume = "servers", Kafka = "kafka", Redis = "redis";

    /// <summary>Where a server's authority is told: a Secret that its operator or cert-manager makes.</summary>
    private static readonly Dictionary<string, string> Authorities = new(StringComparer.Ordinal)
    {
        ["postgres"] = "postgres-ca",
        [Kafka] = "kafka-cluster-ca-cert",
        ["mongo"] = "mongo-tls",
        [Redis] = "redis-tls",
        ["elasticsearch"] = "elasticsearch-es-http-certs-public",
    };

    /// <summary>Clients of these name the file themselves; all others take what the system trusts.</summary>
    private static readonly string[] NameTheirFile = ["postgres", Kafka];

    public static IEnumerable<object> Of(Model model) => model.Services
        .Select(service => (service.Name, Servers: ServersOf(model, service)))
        .Where(service => service.Servers.Count > 0)
        .OrderBy(service => service.Name, StringComparer.Ordinal)
        .Select(service => Patch(service.Name, service.Servers));

    private static List<string> ServersOf(Model model, Workload service)
        => [.. model.From(service).Select(reference => reference.To).Distinct().Where(Authorities.ContainsKey)
            .Order(StringComparer.Ordinal)];

    private static object Patch(string service, List<string> servers) => new
    {
        apiVersion = "apps/v1",
        kind = "Deployment",
        metadata = new { name = service },
        spec = new
        {
            template = new
            {
                spec = new
                {
                    containers = new[]
                    {
                        new
                        {
                            name = service,
                            env = EnvironmentOf(service, servers),
                            volumeMounts = new[] { new { name = Volume, mountPath = Folder, readOnly = true } },
                        },
                    },
                    volumes = new[]
                    {
                        new { name = Volume, projected = new { sources = servers.Select(server => Source(service, server)) } },
                    },
                },
            },
        },
    };

    private static object[] EnvironmentOf(string service, List<string> servers) =>
    [
        .. servers.Contains(Kafka) ? KafkaSettings(service) : [],
        .. servers.Except(NameTheirFile).Any() ? [Variable("SSL_CERT_DIR", $"/etc/ssl/certs:{Folder}")] : Array.Empty<object>(),
    ];

    private static object[] KafkaSettings(string service) =>
    [
        Variable("Kafka__SecurityProtocol", "SaslSsl"),
        Variable("Kafka__SaslMechanism", "ScramSha512"),
        Variable("Kafka__Username", service),
        new { name = "Kafka__Password", valueFrom = new { secretKeyRef = new { name = $"kafka-{service}", key = "password" } } },
        Variable("Kafka__CaFile", $"{Folder}/{Kafka}.crt"),
        // A real broker answers as soon as a message arrives. The embedded one does not: it is asked fifty times a second.
        Variable("Messaging__FetchWait", "00:00:00.500"),
    ];

    private static object Variable(string name, string value) => new { name, value };

    /// <summary>The catalogue's cache is a Redis of its own.</summary>
    private static object Source(string service, string server) => new
    {
        secret = new
        {
            name = service == "catalog-service" && server == Redis ? "redis-cache-tls" : Authorities[server],
            items = new[] { new { key = "ca.crt", path = $"{server}.crt" } },
        },
    };
}
