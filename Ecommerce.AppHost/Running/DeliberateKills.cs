using System.Collections.Concurrent;

namespace Ecommerce.AppHost.Running;

/// <summary>Processes that somebody ended on purpose, to see them start again: that is no sign of a process that cannot live.</summary>
internal sealed class DeliberateKills
{
    private readonly ConcurrentDictionary<string, bool> resources = new(StringComparer.Ordinal);
    private int resets;

    /// <summary>Whether the whole shop is being stopped and started: then every end is meant.</summary>
    public bool IsReset => Volatile.Read(ref resets) > 0;

    public void Add(string resource) => resources[resource] = true;

    /// <summary>Runs what stops the whole shop and starts it again.</summary>
    public async Task ResetAsync(Func<Task> reset)
    {
        Interlocked.Increment(ref resets);
        try
        {
            await reset();
        }
        finally
        {
            Interlocked.Decrement(ref resets);
        }
    }

    /// <summary>Whether the end of a resource was meant; asked once for each.</summary>
    public bool Take(string resource) => resources.TryRemove(resource, out _);
}
