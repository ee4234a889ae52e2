namespace Aspire.Hosting.Running;

/// <summary>The replicas that can be started and stopped by hand, by name.</summary>
internal sealed class ResourceLifecycles : IResourceLifecycle, IDisposable
{
    private readonly Dictionary<string, InstanceLifecycle> _instances = [];

    public void Add(string name, InstanceLifecycle instance) => _instances.Add(name, instance);

    /// <summary>The first start, which waits for what the resource depends on.</summary>
    public Task BeginAsync(string name, CancellationToken cancellationToken) => Find(name).StartAsync(cancellationToken);

    public Task StartAsync(string name, CancellationToken cancellationToken) => Find(name).StartAgainAsync(cancellationToken);

    public Task StopAsync(string name, CancellationToken cancellationToken) => Find(name).StopAsync(cancellationToken);

    public Task RestartAsync(string name, CancellationToken cancellationToken) => Find(name).RestartAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var instance in _instances.Values) instance.Dispose();
    }

    private InstanceLifecycle Find(string name) => _instances.TryGetValue(name, out var instance)
        ? instance
        : throw new DistributedApplicationException($"There is no resource '{name}' that can be started or stopped.");
}
