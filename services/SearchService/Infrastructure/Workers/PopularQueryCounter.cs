using System.Collections.Concurrent;
using Ecommerce.Background;
using Ecommerce.SearchService.Infrastructure.Postgres;

namespace Ecommerce.SearchService.Infrastructure.Workers;

/// <summary>
/// Counts searches in memory and writes the counts from time to time: a search does not wait for it, and losing some counts is harmless.
/// </summary>
internal sealed class PopularQueryCounter(
    PopularQueryStore store, PopularOptions options, TimeProvider timeProvider, ILogger<PopularQueryCounter> logger)
    : RecurringWorker(options.WriteInterval, timeProvider, logger)
{
    private const int MaxLength = 60;
    private const int MaxPending = 10_000;
    private const int MaxDigits = 4;

    private readonly ConcurrentDictionary<string, int> pending = new(StringComparer.Ordinal);

    protected override bool RunsAtStart => false;

    /// <param name="query">A normalized text. Long texts, and those with what may be a personal number, are not counted.</param>
    public void Count(string query)
    {
        if (query.Length is > 0 and <= MaxLength && query.Count(char.IsDigit) <= MaxDigits && pending.Count < MaxPending)
            pending.AddOrUpdate(query, 1, (_, count) => count + 1);
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var counts = TakePending();
        if (counts.Count > 0)
            await store.AddAsync(counts, stoppingToken);
    }

    private List<(string Query, int Count)> TakePending()
    {
        var counts = new List<(string, int)>();
        foreach (var query in pending.Keys)
        {
            if (pending.TryRemove(query, out var count))
                counts.Add((query, count));
        }

        return counts;
    }
}
