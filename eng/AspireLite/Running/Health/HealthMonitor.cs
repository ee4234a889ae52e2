using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.States;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running.Health;

/// <summary>Asks a running resource's health checks: often until they pass, now and then afterwards.</summary>
internal sealed class HealthMonitor(HealthCheckService checks, ResourceStates states, TimeProvider time)
{
    private static readonly TimeSpan UntilHealthy = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task WatchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(c => c.Key).ToHashSet();
        if (keys.Count == 0) return;
        while (true)
        {
            await states.WaitAsync(resource.Name, replicas => replicas.Any(IsRunning), cancellationToken);
            var reports = await AskAsync(keys, cancellationToken);
            foreach (var replica in states.Of(resource.Name).Where(IsRunning))
                states.Update(replica.Name, s => IsRunning(s) ? s with { HealthReports = reports } : s);
            if (reports.All(r => r.Status == HealthStatus.Healthy)) await RestAsync(resource, cancellationToken);
            else await Task.Delay(UntilHealthy, time, cancellationToken);
        }
    }

    private async Task<ImmutableArray<HealthCheckReport>> AskAsync(HashSet<string> keys, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), either.Token);
            return [.. report.Entries.Select(e => ReportOf(e.Key, e.Value))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. keys.Select(key => new HealthCheckReport(key, HealthStatus.Unhealthy, "It did not answer in time.", null, time.GetUtcNow()))];
        }
    }

    /// <summary>Waits long, but not when a replica has come up anew in the meantime.</summary>
    private async Task RestAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var pause = new CancellationTokenSource(WhileHealthy, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellationToken);
        try
        {
            await states.WaitAsync(resource.Name, replicas => replicas.Any(r => IsRunning(r) && !r.IsHealthy), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
    }

    private HealthCheckReport ReportOf(string key, HealthReportEntry entry) =>
        new(key, entry.Status, entry.Description, entry.Exception?.Message, time.GetUtcNow());

    private static bool IsRunning(ResourceSnapshot snapshot) => snapshot.State == ResourceState.Running;
}
