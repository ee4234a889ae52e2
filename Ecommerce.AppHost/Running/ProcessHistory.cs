using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ecommerce.AppHost.Running;

/// <summary>What one process of a resource has been through.</summary>
internal sealed class ProcessHistory
{
    /// <summary>A process that ends so often, each time soon after it was started, is left alone.</summary>
    public const int MaxRestarts = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1), Stable = TimeSpan.FromMinutes(1);

    private string? state;
    private DateTimeOffset runningSince;
    private int restarts;

    /// <summary>Whether it has been ready since it was first started.</summary>
    public bool WasReady { get; private set; }

    /// <summary>Takes in a change; true when the process has ended without having been told to.</summary>
    public bool Observe(CustomResourceSnapshot snapshot, DateTimeOffset now)
    {
        var (before, after) = (state, snapshot.State?.Text);
        state = after;
        WasReady |= IsReady(snapshot);
        if (after == before)
            return false;
        if (after == KnownResourceStates.Running)
            runningSince = now;
        if (!IsEnd(after) || IsEnd(before) || before == KnownResourceStates.Stopping)
            return false;

        if (before == KnownResourceStates.Running && now - runningSince >= Stable)
            restarts = 0;
        return true;
    }

    /// <summary>How long to wait before it is started again, twice as long each time; null when it was started often enough.</summary>
    public TimeSpan? NextRestart() => restarts < MaxRestarts ? FirstWait * (1 << restarts++) : null;

    /// <summary>The ends so far say nothing of how it lives.</summary>
    public void Forget() => restarts = 0;

    private static bool IsReady(CustomResourceSnapshot snapshot)
        => snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus is HealthStatus.Healthy or HealthStatus.Degraded;

    // The orchestrator says Terminated of what it was told to stop.
    private static bool IsEnd(string? state)
        => state == KnownResourceStates.Finished || state == KnownResourceStates.Exited || state == KnownResourceStates.FailedToStart;
}
