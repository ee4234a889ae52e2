using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;
using Aspire.Hosting.Running.Health;
using Aspire.Hosting.Running.States;
using Aspire.Hosting.Running.Workloads;

namespace Aspire.Hosting.Running;

/// <summary>Everything that happens while the application runs: each resource's start, its health, the orchestrator's news.</summary>
internal sealed class RunSession(DcpClient orchestrator, ResourceStates states, HealthMonitor health, TimeProvider time) : IDisposable
{
    private readonly Readiness _readiness = new(states);
    private readonly Dictionary<IResource, IReadOnlyList<ResourceInstance>> _instances = [];

    public ResourceLifecycles Lifecycles { get; } = new();

    /// <summary>Begins everything at once; what must wait for another resource does so by itself.</summary>
    /// <returns>The activities; they end with <paramref name="cancellationToken"/> or with the orchestrator.</returns>
    public IReadOnlyList<Task> Begin(IReadOnlyList<IResource> resources, InstanceConfiguration configuration, CancellationToken cancellationToken)
    {
        var dependencies = new Dependencies(states, _readiness);
        var values = new ValueResources(states, dependencies, time);
        var resourceOf = new Dictionary<string, IResource>();
        var (executables, containers) = (ExecutablesOf(configuration, resourceOf), ContainersOf(configuration, resourceOf));
        foreach (var resource in resources.Where(IsWorkload)) Prepare(resource, resource is ContainerResource ? containers : executables, dependencies, resourceOf);

        List<Task> activities = [executables.FollowAsync(cancellationToken)];
        if (resources.Any(r => r is ContainerResource)) activities.AddRange(CreateNetworkAsync(cancellationToken), containers.FollowAsync(cancellationToken));
        activities.AddRange(resources.Where(r => !IsWorkload(r)).Select(r => values.ShowAsync(r, NameOfParent(r), cancellationToken)));
        activities.AddRange(_instances.Values.SelectMany(i => i).Select(i => Lifecycles.BeginAsync(i.Name, cancellationToken)));
        activities.AddRange(resources.Select(r => health.WatchAsync(r, cancellationToken)));
        activities.AddRange(resources.Where(HasReadyWork).Select(r => PrepareAsync(r, cancellationToken)));
        return activities;
    }

    public void Dispose() => Lifecycles.Dispose();

    private static bool IsWorkload(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;

    private static bool HasReadyWork(IResource resource) => resource.Annotations.OfType<ResourceReadyAnnotation>().Any();

    private void Prepare(IResource resource, IWorkload workload, Dependencies dependencies, Dictionary<string, IResource> resourceOf)
    {
        var instances = _instances[resource] = ResourceInstance.Of(resource);
        foreach (var instance in instances)
        {
            resourceOf.Add(instance.Name, resource);
            states.Add(InstanceSnapshots.Initial(instance, time.GetUtcNow()));
            Lifecycles.Add(instance.Name, new InstanceLifecycle(instance, workload, dependencies, states, time));
        }
    }

    private async Task PrepareAsync(IResource resource, CancellationToken cancellationToken)
    {
        try
        {
            await _readiness.WhenReadyAsync(resource, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var note = new SnapshotNote(time.GetUtcNow(), $"It is healthy but could not be made ready: {e.Message}", IsError: true);
            foreach (var replica in states.Of(resource.Name)) states.Update(replica.Name, s => s with { Notes = s.Notes.Add(note) });
        }
    }

    private string? NameOfParent(IResource resource) =>
        resource is not IResourceWithParent child ? null
        : _instances.TryGetValue(child.Parent, out var parents) ? parents[0].Name
        : child.Parent.Name;

    private Workload<DcpExecutableSpec, DcpExecutableStatus> ExecutablesOf(InstanceConfiguration configuration, Dictionary<string, IResource> resourceOf) => new(
        orchestrator, DcpKinds.Executables, states, new ExecutableWorkload(configuration).DescribeAsync,
        (snapshot, executable) => InstanceSnapshots.Apply(resourceOf[snapshot.Name], snapshot, executable));

    private Workload<DcpContainerSpec, DcpContainerStatus> ContainersOf(InstanceConfiguration configuration, Dictionary<string, IResource> resourceOf) => new(
        orchestrator, DcpKinds.Containers, states, new ContainerWorkload(configuration).DescribeAsync,
        (snapshot, container) => InstanceSnapshots.Apply(resourceOf[snapshot.Name], snapshot, container));

    private Task CreateNetworkAsync(CancellationToken cancellationToken) => orchestrator.CreateAsync(
        DcpKinds.Networks, DcpKinds.Networks.Describe(ContainerWorkload.NetworkName, new DcpNetworkSpec($"aspire-{Environment.ProcessId}")), cancellationToken);
}
