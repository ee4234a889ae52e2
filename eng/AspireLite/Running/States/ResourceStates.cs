using System.Collections.Immutable;
using System.Threading.Channels;

namespace Aspire.Hosting.Running.States;

/// <summary>The current snapshot of every resource, and the news of each change to whoever asks.</summary>
internal sealed class ResourceStates
{
    private readonly Lock _lock = new();
    private readonly HashSet<Channel<ResourceSnapshot>> _subscribers = [];
    private ImmutableSortedDictionary<string, ResourceSnapshot> _snapshots = ImmutableSortedDictionary<string, ResourceSnapshot>.Empty;

    public IEnumerable<ResourceSnapshot> All => _snapshots.Values;

    public ResourceSnapshot? Find(string name) => _snapshots.GetValueOrDefault(name);

    public IReadOnlyList<ResourceSnapshot> Of(string resourceName) =>
        [.. _snapshots.Values.Where(s => s.ResourceName == resourceName)];

    public void Add(ResourceSnapshot snapshot) => Publish(snapshot.Name, _ => snapshot);

    public void Update(string name, Func<ResourceSnapshot, ResourceSnapshot> change) => Publish(name, s => s is null ? null : change(s));

    /// <summary>What is, and a channel of what changes from then on.</summary>
    public ResourceSubscription Subscribe()
    {
        var channel = Channel.CreateUnbounded<ResourceSnapshot>(new UnboundedChannelOptions { SingleReader = true });
        lock (_lock)
        {
            _subscribers.Add(channel);
            return new ResourceSubscription([.. _snapshots.Values], channel.Reader, () => Unsubscribe(channel));
        }
    }

    /// <summary>Returns as soon as the replicas of a resource are as wished; at once if they are.</summary>
    public async Task WaitAsync(
        string resourceName, Func<IReadOnlyList<ResourceSnapshot>, bool> condition, CancellationToken cancellationToken)
    {
        using var subscription = Subscribe();
        if (condition(Of(resourceName))) return;
        await foreach (var changed in subscription.Changes.ReadAllAsync(cancellationToken))
        {
            if (changed.ResourceName == resourceName && condition(Of(resourceName))) return;
        }
    }

    private void Publish(string name, Func<ResourceSnapshot?, ResourceSnapshot?> change)
    {
        lock (_lock)
        {
            var before = _snapshots.GetValueOrDefault(name);
            if (change(before) is not { } after || after.Equals(before)) return;
            _snapshots = _snapshots.SetItem(name, after);
            foreach (var subscriber in _subscribers) subscriber.Writer.TryWrite(after);
        }
    }

    private void Unsubscribe(Channel<ResourceSnapshot> channel)
    {
        lock (_lock) _subscribers.Remove(channel);
    }
}

internal sealed record ResourceSubscription(
    IReadOnlyList<ResourceSnapshot> Initial, ChannelReader<ResourceSnapshot> Changes, Action Unsubscribe) : IDisposable
{
    public void Dispose() => Unsubscribe();
}
