using System.Collections.Concurrent;
using Ecommerce.Testing;

namespace Ecommerce.AspireLite.Tests.Running;

/// <summary>The sample, running: first held back by a server that is not healthy, then let go.</summary>
public sealed class RunningSample : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, WatchedResource> _resources = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aspirelite-");
    private Task _watch = Task.CompletedTask;

    internal SampleProcess Host { get; private set; } = null!;

    internal GrpcClient Dashboard { get; private set; } = null!;

    /// <summary>The resources while the server was running and not healthy.</summary>
    internal IReadOnlyList<WatchedResource> HeldBack { get; private set; } = [];

    /// <summary>Whether the server was healthy when the first replica that waits for it ran; null before that.</summary>
    internal bool? ServerWasHealthyInTime { get; private set; }

    internal IReadOnlyList<WatchedResource> Of(string name) => [.. _resources.Values.Where(r => r.DisplayName == name).OrderBy(r => r.Name, StringComparer.Ordinal)];

    internal WatchedResource One(string name) => Of(name).Single();

    public async Task InitializeAsync()
    {
        var healthyWhen = Path.Combine(_folder.FullName, "healthy");
        Host = new SampleProcess($"--HealthyWhen={healthyWhen}");
        Dashboard = new GrpcClient(new Uri($"http://localhost:{Host.ResourceServicePort}"), Host.Key);
        await Eventually.Async(AnswersAsync, "the resource service answers", Limit);
        _watch = WatchAsync(_stopping.Token);

        await UntilAsync(() => Of("server") is [{ State: "Running" } server] && server.Message.Messages(17).Any(h => h.Number(1) == 1));
        HeldBack = [.. _resources.Values];
        await File.WriteAllTextAsync(healthyWhen, "");
        await UntilAsync(() => Of("front") is [{ IsHealthy: true }, { IsHealthy: true }] && One("after").State == "Running" && One("broken").State == "FailedToStart");
    }

    internal Task UntilAsync(Func<bool> condition) => Eventually.Async(() => Task.FromResult($"{Describe()}\n{Host.Output}"), _ => condition(), "the resources are as wished", Limit);

    public async Task DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dashboard.Dispose();
        Host.Signal("TERM");
        await Host.ExitAsync(Limit);
        Host.Dispose();
        _folder.Delete(recursive: true);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task<bool> AnswersAsync()
    {
        Assert.False(Host.HasExited, Host.Output);
        try
        {
            return (await Dashboard.CallAsync("GetApplicationInformation")).Status == "0";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var update in Dashboard.StreamAsync("WatchResources", [], cancellationToken))
        {
            var initial = update.Messages(1).SelectMany(d => d.Messages(1));
            var changed = update.Messages(2).SelectMany(c => c.Messages(1)).SelectMany(c => c.Messages(2));
            foreach (var resource in initial.Concat(changed).Select(m => new WatchedResource(m)))
            {
                if (resource is { DisplayName: "front", State: "Running" }) ServerWasHealthyInTime ??= One("server").IsHealthy;
                _resources[resource.Name] = resource;
            }
        }
    }

    private string Describe() => string.Join('\n', _resources.Values.Select(r => $"{r.Name}: {r.State}, {(r.IsHealthy ? "healthy" : "not healthy")}"));
}
