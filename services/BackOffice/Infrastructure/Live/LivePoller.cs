using Ecommerce.Background;

namespace Ecommerce.BackOffice.Infrastructure.Live;

/// <summary>Sees for all open windows of this process whether what they show has changed: one call each time, however many look.</summary>
internal sealed class LivePoller(TimeProvider timeProvider, ILogger<LivePoller> logger)
    : RecurringWorker(TimeSpan.FromSeconds(3), timeProvider, logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LiveTopic> topics = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Live.Watch"/>
    public Watch Watch(string topic, OpenWindow window, Func<CancellationToken, Task<string>> read, Func<Task> changed)
    {
        lock (gate)
        {
            if (!topics.TryGetValue(topic, out var found))
                topics[topic] = found = new();
            return found.Add(window, read, changed);
        }
    }

    protected override Task RunAsync(CancellationToken stoppingToken)
        => Task.WhenAll(Watched().Select(topic => topic.PollAsync(stoppingToken)));

    private List<LiveTopic> Watched()
    {
        lock (gate)
        {
            foreach (var (name, topic) in topics.Where(entry => !entry.Value.IsWatched).ToList())
                topics.Remove(name);
            return [.. topics.Values];
        }
    }
}
