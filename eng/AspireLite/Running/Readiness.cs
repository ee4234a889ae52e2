using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.States;

namespace Aspire.Hosting.Running;

/// <summary>A resource is ready when it is healthy and what was to be done then, such as creating databases, is done.</summary>
internal sealed class Readiness(ResourceStates states)
{
    private readonly ConcurrentDictionary<IResource, Lazy<Task>> _prepared = new();

    public async Task WhenReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithParent child) await WhenReadyAsync(child.Parent, cancellationToken);
        await states.WaitAsync(resource.Name, AreHealthy, cancellationToken);
        await _prepared.GetOrAdd(resource, r => new Lazy<Task>(() => PrepareAsync(r, cancellationToken))).Value;
    }

    public static bool AreHealthy(IReadOnlyList<ResourceSnapshot> replicas) => replicas.Count > 0 && replicas.All(r => r.IsHealthy);

    private static async Task PrepareAsync(IResource resource, CancellationToken cancellationToken)
    {
        foreach (var ready in resource.Annotations.OfType<ResourceReadyAnnotation>()) await ready.Callback(cancellationToken);
    }
}
