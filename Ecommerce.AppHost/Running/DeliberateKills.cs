using System.Collections.Concurrent;

namespace Ecommerce.AppHost.Running;

/// <summary>Processes that somebody ended on purpose, to see them start again: that is no sign of a process that cannot live.</summary>
internal sealed class DeliberateKills
{
    private readonly ConcurrentDictionary<string, bool> resources = new(StringComparer.Ordinal);

    public void Add(string resource) => resources[resource] = true;

    /// <summary>Whether the end of a resource was meant; asked once for each.</summary>
    public bool Take(string resource) => resources.TryRemove(resource, out _);
}
