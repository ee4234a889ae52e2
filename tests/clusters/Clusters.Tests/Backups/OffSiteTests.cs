using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests.Backups;

/// <summary>A dump that is in the cluster alone goes with it.</summary>
public sealed class OffSiteTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Overlays { get; } = ["staging", "production"];

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Dump_leaves_the_cluster_and_is_restored_every_week(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var stores = (string[])["postgres", "mongo", "redis"];
        Assert.All(stores, store =>
        {
            var (backup, drill) = (Of(manifest, $"{store}-backup"), Of(manifest, $"{store}-drill"));
            // What is dumped is carried away when it is whole.
            Assert.Equal($"{store}-backup", Assert.Single(backup.PodSpec.Each("initContainers")).Text("name"));
            Assert.Equal("/scripts/offsite.sh", Command(Assert.Single(backup.Containers)));
            // What is tried is what was carried away.
            Assert.Equal("/scripts/fetch.sh", Command(Assert.Single(drill.PodSpec.Each("initContainers"))));
            Assert.Equal($"/scripts/{store}-drill.sh", Command(Assert.Single(drill.Containers)));
            Assert.Matches(@"^\d+ \d+ \* \* 0$", drill.Source.Root.Text("spec.schedule"));
        });
        Assert.All(manifest.Workloads.Where(workload => workload.Kind == "CronJob"),
            job => Assert.DoesNotContain(job.PodSpec.Each("volumes"), volume => volume.At("persistentVolumeClaim") is not null));
    }

    [KubectlTheory]
    [MemberData(nameof(Overlays))]
    public void Backups_use_users_that_can_read_and_no_more(string overlay)
    {
        var manifest = Kustomize.Build($"overlays/{overlay}");
        var mongo = manifest.Get("MongoDBCommunity", "mongo").Root.Each("spec.users").Single(user => user.Text("name") == "backup");
        Assert.Equal("backup", Assert.Single(mongo.Each("roles")).Text("name"));
        Assert.Equal("backup", Variables(Of(manifest, "mongo-backup"))["MONGO_USER"]);
        Assert.Equal("backup", Variables(Of(manifest, "postgres-backup"))["PGUSER"]);
        Assert.Contains("--user backup", Variables(Of(manifest, "redis-backup"))["REDIS_OPTIONS"], StringComparison.Ordinal);
    }

    [RedisFact]
    public void Snapshot_of_Redis_is_restored()
    {
        using var server = new ScratchRedis(folder.Path);
        server.Ask("set", "cart", "1");
        Assert.Equal(0, Run("redis-backup.sh", ("REDIS_HOST", "127.0.0.1"), ("REDIS_OPTIONS", $"-p {server.Port}")).ExitCode);

        var drill = Run("redis-drill.sh");
        Assert.True(drill.ExitCode == 0, drill.Error);
        Assert.EndsWith("holds 1 keys.\n", drill.Output, StringComparison.Ordinal);

        server.Ask("flushall");
        File.Delete(Directory.EnumerateFiles(Path.Combine(folder.Path, "all")).Single());
        Assert.Equal(0, Run("redis-backup.sh", ("REDIS_HOST", "127.0.0.1"), ("REDIS_OPTIONS", $"-p {server.Port}")).ExitCode);
        Assert.Contains("is empty.", Run("redis-drill.sh").Error, StringComparison.Ordinal);

        var dump = Directory.EnumerateFiles(Path.Combine(folder.Path, "all")).Single();
        File.SetLastWriteTimeUtc(dump, TimeProvider.System.GetUtcNow().AddHours(-27).UtcDateTime);
        Assert.Contains("is older than 26 hours.", Run("redis-drill.sh").Error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete();

    private Command Run(string script, params (string, string)[] variables)
        => Testing.Command.Run("sh", [Repository.PathOf("manifests", "components", "backup", script)], environment:
        [
            new("BACKUPS", folder.Path), new("SCRATCH", Path.Combine(folder.Path, "drill")), new("MOST_HOURS", "26"),
            .. variables.Select(variable => new KeyValuePair<string, string?>(variable.Item1, variable.Item2)),
        ]);

    private static Workload Of(Manifest manifest, string job) => manifest.Workloads.Single(workload => workload.Name == job);

    private static string Command(JsonNode container) => $"{container.Each("command").Last()}";

    private static Dictionary<string, string> Variables(Workload job)
        => job.AllContainers.SelectMany(container => container.Each("env")).Where(entry => entry.Text("value") is not null)
            .GroupBy(entry => entry.Text("name")!).ToDictionary(group => group.Key, group => group.First().Text("value")!);
}
