using System.Globalization;
using Ecommerce.Clusters.Tests.Backups;
using Ecommerce.Redis;
using Ecommerce.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using RedisServer = Ecommerce.Redis.RedisServer;

namespace Ecommerce.Clusters.Tests;

/// <summary>Redis with the carts: it has room, and it survives the loss of its primary.</summary>
public sealed class CartTests : IDisposable
{
    private static readonly string[] Nodes = ["127.0.0.2", "127.0.0.3", "127.0.0.4"];

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, List<ChildProcess>> running = [];

    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Memory_and_disk_suffice_for_maxmemory(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var redis = manifest.Get("StatefulSet", "redis");
        var container = redis.Root.Each("spec.template.spec.containers").Single(one => one.Text("name") == "redis");
        var most = Bytes(container.Each("env").Single(one => one.Text("name") == "MAX_MEMORY").Text("value")!);

        // While the log is rewritten, all that changes is there twice.
        Assert.True(Bytes(container.Text("resources.limits.memory")!) >= 2.25 * most);
        Assert.True(Bytes(container.Text("resources.requests.memory")!) >= most);
        // The log, its rewritten copy, a snapshot and the next one.
        Assert.True(Bytes(redis.Root.Each("spec.volumeClaimTemplates").Single().Text("spec.resources.requests.storage")!) >= 4 * most);
        Assert.All(manifest.OfKind("StatefulSet").SelectMany(set => set.Root.Each("spec.volumeClaimTemplates")),
            claim => Assert.NotEmpty(claim.Each("spec.accessModes")));
        // What recommends limits knows nothing of it.
        Assert.DoesNotContain(manifest.OfKind("VerticalPodAutoscaler"), scaler => scaler.Root.Text("spec.targetRef.name") == "redis");
        Assert.Equal(3, redis.Root.Number("spec.replicas"));
        Assert.All(manifest.OfKind("VerticalPodAutoscaler").Where(scaler => scaler.Root.Text("spec.targetRef.name") == "redis-cache"),
            scaler => Assert.Equal("cpu",
                $"{Assert.Single(scaler.Root.Each("spec.resourcePolicy.containerPolicies").Single().Each("controlledResources"))}"));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Cart_service_asks_the_sentinels(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var value = manifest.Get("Deployment", "cart-service").Root.Each("spec.template.spec.containers").Single().Each("env")
            .Single(entry => entry.Text("name") == "ConnectionStrings__redis").Text("value")!;
        var parts = value.Split(',');
        Assert.Equal("redis:26379", parts[0]);
        Assert.Contains("serviceName=carts", parts);
        Assert.Contains(manifest.Get("Service", "redis").Root.Each("spec.ports"), port => port.Number("port") == 26379);
    }

    /// <summary>With the scripts of the manifests, encrypted, on three addresses of this machine.</summary>
    [RedisFact]
    public async Task Lost_primary_is_replaced_and_comes_back_as_a_replica()
    {
        ServerCertificate.Write(Tls, Nodes);
        // What the client trusts in place of the system's authorities.
        Environment.SetEnvironmentVariable("SERedis_IssuerCertPath", Path.Combine(Tls, "ca.crt"));
        // Sentinels ask for replicas when they come, and then every ten seconds.
        foreach (var node in Nodes) await StartAsync(node, "server.sh");
        await Eventually.Async(() => Ask(Nodes[0], "info", "replication").Contains("connected_slaves:2", StringComparison.Ordinal),
            "two replicas follow");
        foreach (var node in Nodes) await StartAsync(node, "sentinel.sh");
        await Eventually.Async(() => Sentinel(Nodes[1], "num-slaves") == "2" && Sentinel(Nodes[1], "num-other-sentinels") == "2",
            "the sentinels know all", TimeSpan.FromSeconds(40));
        // As cart-service does, through the sentinels.
        using var client = Client();
        await client.AskAsync(redis => redis.StringSetAsync("cart", "before"));
        Assert.Equal("before", Ask(Nodes[0], "get", "cart"));

        await StopAsync(Nodes[0]);
        var primary = "";
        await Eventually.Async(() => WritesAsync(client, "after"), "the client has found another one that takes writes",
            TimeSpan.FromSeconds(30));
        primary = Primary(Nodes[1]);
        Assert.Contains(primary, Nodes[1..]);
        Assert.Equal("after", Ask(primary, "get", "cart"));

        await StartBothAsync(Nodes[0]);
        await Eventually.Async(() => Ask(Nodes[0], "get", "cart") == "after", "the old one follows", TimeSpan.FromSeconds(30));
        Assert.StartsWith("READONLY", Ask(Nodes[0], "set", "cart", "lost"), StringComparison.Ordinal);

        // All at once: they come back around the last primary, and not around the first node.
        await Task.WhenAll(Nodes.Select(StopAsync));
        foreach (var node in Nodes) await StartBothAsync(node);
        await Eventually.Async(() => Ask(primary, "get", "cart") == "after", "the carts are there", TimeSpan.FromSeconds(30));
        Assert.Equal(primary, Primary(primary));
        Assert.StartsWith("NOPERM", Ask(primary, "flushall"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var process in running.Values.SelectMany(both => both)) process.DisposeAsync().AsTask().GetAwaiter().GetResult();
        folder.Delete();
    }

    private static RedisServer Client() => new(
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:redis",
                $"{string.Join(',', Nodes.Select(node => $"{node}:26379"))},serviceName=carts,ssl=true,user=cart-service,password=cart"),
        ]).Build(), new Here());

    /// <summary>A write is refused while there is no primary.</summary>
    private static async Task<bool> WritesAsync(RedisServer client, string value)
    {
        try
        {
            return await client.AskAsync(redis => redis.StringSetAsync("cart", value));
        }
        catch (Exception refusal) when (refusal is RedisUnavailableException or RedisServerException)
        {
            return false;
        }
    }

    private async Task StartBothAsync(string node)
    {
        await StartAsync(node, "server.sh");
        await StartAsync(node, "sentinel.sh");
    }

    private async Task StartAsync(string node, string script)
    {
        var process = await ChildProcess.StartAsync(
            "sh", [Repository.PathOf("manifests", "components", "databases", "redis", script)],
            [
                new("NODES", string.Join(' ', Nodes)), new("HOST", node), new("DATA", Folder(node, "data")),
                new("RUN", Folder(node, script)),
                new("MAX_MEMORY", "64mb"), new("DOWN_AFTER", "1000"), new("TLS", Tls), new("CLIENT_TLS", string.Join(' ', ClientTls)),
                new("CART_PASSWORD", "cart"),
                new("REPLICA_PASSWORD", "replica"), new("BACKUP_PASSWORD", "backup"),
                new("EXTRA", script == "server.sh" ? $"bind {node}\nrepl-diskless-sync-delay 0" : $"bind {node}"),
            ]);
        if (!running.TryGetValue(node, out var both)) running[node] = both = [];
        both.Add(process);
    }

    private async Task StopAsync(string node)
    {
        running.Remove(node, out var both);
        foreach (var process in both!) await process.DisposeAsync();
    }

    private string Tls => Directory.CreateDirectory(Path.Combine(folder.Path, "tls")).FullName;

    private string[] ClientTls => ["--tls", "--cacert", Path.Combine(Tls, "ca.crt")];

    private string Folder(string node, string name) => Directory.CreateDirectory(Path.Combine(folder.Path, node, name)).FullName;

    private string Primary(string node)
        => Cli(node, "26379", "sentinel", "get-master-addr-by-name", "carts").Split('\n')[0];

    private string Sentinel(string node, string what)
    {
        var lines = Cli(node, "26379", "sentinel", "master", "carts").Split('\n');
        var at = Array.IndexOf(lines, what);
        return at < 0 ? "" : lines[at + 1];
    }

    private string Ask(string node, params string[] words) => Cli(node, "6379", words);

    private string Cli(string node, string port, params string[] words)
        => Command.Run("redis-cli", [.. ClientTls, "-h", node, "-p", port, "--user", "cart-service", .. words],
            environment: [new("REDISCLI_AUTH", "cart")]).Output.Trim();

    private static double Bytes(string text)
    {
        var number = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        var factor = text[number.Length..] switch
        {
            "Ki" or "kb" => 1L << 10,
            "Mi" or "mb" => 1L << 20,
            "Gi" or "gb" => 1L << 30,
            var other => throw new FormatException(other),
        };
        return double.Parse(number, CultureInfo.InvariantCulture) * factor;
    }

    private sealed class Here : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "cart-service";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
