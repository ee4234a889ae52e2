using Aspire.Hosting.Running.States;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running;

/// <summary>The starts and stops of one replica, one at a time.</summary>
internal sealed class InstanceLifecycle(
    ResourceInstance instance, IWorkload workload, Dependencies dependencies, ResourceStates states, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits for what the resource depends on, then starts it; a failure shows in its state and its console.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AwaitDependenciesAsync(cancellationToken);
            await InTurnAsync(token => IsHeldBack ? CreateAsync(token) : Task.CompletedTask, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Note($"It could not start: {e.Message}", isError: true);
            Enter(ResourceState.FailedToStart);
        }
    }

    public Task StartAgainAsync(CancellationToken cancellationToken) => InTurnAsync(CreateAsync, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => InTurnAsync(EndAsync, cancellationToken);

    public Task RestartAsync(CancellationToken cancellationToken) => InTurnAsync(
        async token =>
        {
            await EndAsync(token);
            await CreateAsync(token);
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    // Whoever did not want to wait has started it by hand.
    private bool IsHeldBack => states.Find(instance.Name) is { State: ResourceState.NotStarted or ResourceState.Waiting };

    private async Task AwaitDependenciesAsync(CancellationToken cancellationToken)
    {
        var waits = Dependencies.Of(instance.Resource);
        if (waits.Count == 0) return;
        Enter(ResourceState.Waiting);
        Note($"Waiting for {string.Join(", ", waits.Select(w => $"'{w.Resource.Name}'"))}.");
        await dependencies.WaitAsync(instance.Resource, cancellationToken);
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await workload.RemoveAsync(instance, cancellationToken);
        states.Update(instance.Name, s => s with
        {
            State = ResourceState.Starting,
            ExitCode = null,
            StartedAt = null,
            StoppedAt = null,
            HealthReports = InstanceSnapshots.UnknownHealth(instance.Resource),
        });
        await workload.CreateAsync(instance, cancellationToken);
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        if (states.Find(instance.Name) is not { State: ResourceState.Running or ResourceState.Starting }) return;
        Enter(ResourceState.Stopping);
        await workload.StopAsync(instance, cancellationToken);
        await states.WaitAsync(
            instance.Resource.Name, all => all.Any(s => s.Name == instance.Name && ResourceState.IsTerminal(s.State)), cancellationToken);
    }

    private async Task InTurnAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await work(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Enter(string state) => states.Update(instance.Name, s => s with { State = state });

    private void Note(string text, bool isError = false) =>
        states.Update(instance.Name, s => s with { Notes = s.Notes.Add(new SnapshotNote(time.GetUtcNow(), text, isError)) });
}
