using System.Collections.Concurrent;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>What runs in the orchestrator: processes or containers.</summary>
internal interface IWorkload
{
    Task CreateAsync(ResourceInstance instance, CancellationToken cancellationToken);

    Task StopAsync(ResourceInstance instance, CancellationToken cancellationToken);

    /// <summary>Removes what is left of an earlier run, so that the name is free again.</summary>
    Task RemoveAsync(ResourceInstance instance, CancellationToken cancellationToken);

    /// <summary>Carries the orchestrator's news into the states until the orchestrator is gone.</summary>
    Task FollowAsync(CancellationToken cancellationToken);
}

/// <param name="describe">What the orchestrator shall run for an instance.</param>
/// <param name="apply">What the object's present status makes of the instance's snapshot.</param>
internal sealed class Workload<TSpec, TStatus>(
    DcpClient orchestrator,
    DcpKind<TSpec, TStatus> kind,
    ResourceStates states,
    Func<ResourceInstance, CancellationToken, Task<DcpObject<TSpec, TStatus>>> describe,
    Func<ResourceSnapshot, DcpObject<TSpec, TStatus>, ResourceSnapshot> apply) : IWorkload
    where TSpec : class
    where TStatus : class
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _present = new();

    public async Task CreateAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        var item = await describe(instance, cancellationToken);
        _present[instance.Name] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await orchestrator.CreateAsync(kind, item, cancellationToken);
    }

    public Task StopAsync(ResourceInstance instance, CancellationToken cancellationToken) =>
        orchestrator.StopAsync(kind, instance.Name, cancellationToken);

    public async Task RemoveAsync(ResourceInstance instance, CancellationToken cancellationToken)
    {
        if (!_present.TryGetValue(instance.Name, out var removed)) return;
        await orchestrator.DeleteAsync(kind, instance.Name, cancellationToken);
        await removed.Task.WaitAsync(cancellationToken);
    }

    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        // The server ends a watch now and then; a new one begins with everything that exists.
        while (true)
        {
            await foreach (var change in orchestrator.WatchAsync(kind, cancellationToken)) Take(change);
        }
    }

    private void Take(DcpChange<TSpec, TStatus> change)
    {
        var name = change.Object.Metadata.Name;
        if (change.Type != "DELETED") states.Update(name, snapshot => apply(snapshot, change.Object));
        else if (_present.TryRemove(name, out var removed)) removed.SetResult();
    }
}
