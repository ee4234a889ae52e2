using System.Collections.Concurrent;
using Ecommerce.CatalogService.Infrastructure.Telemetry;
using Ecommerce.Redis;
using Ecommerce.Web;

namespace Ecommerce.CatalogService.Infrastructure.Cache;

/// <summary>
/// Products for a second in this process, behind it in Redis where there is one. Readers that come while a product is read wait for
/// the same read. Redis is used only for products that were read before: most of a large catalogue is read once, and for that Redis
/// would cost more than the store.
/// </summary>
internal sealed class ProductCache(
    SharedAnswers<byte[]> lists, TimeProvider timeProvider, DistributedProductCache? distributed = null)
{
    /// <summary>How old at most what anybody reads is, in a process that hears of no change.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private const int MaxEntries = 10_000;
    private const int MissesBetweenEvictions = 1_000;

    private readonly ConcurrentDictionary<Guid, Entry> entries = new();
    private long misses;

    /// <param name="read">Reads a product on a miss. Always the same delegate, so that a hit allocates nothing.</param>
    public Task<CachedProduct?> GetAsync(Guid id, Func<Guid, Task<CachedProduct?>> read)
    {
        var now = timeProvider.GetTimestamp();
        if (!entries.TryGetValue(id, out var entry) || !IsFresh(entry, now))
            return ReadAsync(id, entry, now, read);

        CacheMetrics.ProcessHit();
        return entry.Product.Value;
    }

    /// <summary>After products were added: lists of them in this process are read anew, those of other replicas within a second.</summary>
    public void InvalidateLists() => lists.Invalidate();

    /// <summary>In this process alone, with the lists. The entry stays, so that the next reader looks into Redis.</summary>
    public void InvalidateLocal(Guid id)
    {
        lists.Invalidate();
        while (entries.TryGetValue(id, out var entry) && !entries.TryUpdate(id, entry with { IsInvalidated = true }, entry))
        {
        }
    }

    /// <summary>After a change of products, in every replica. While Redis is away the events of the change do it later.</summary>
    public async Task InvalidateAsync(params IReadOnlyCollection<Guid> ids)
    {
        foreach (var id in ids)
            InvalidateLocal(id);
        if (distributed is null || ids.Count == 0)
            return;

        try
        {
            await distributed.InvalidateAsync(ids);
        }
        catch (RedisUnavailableException e)
        {
            distributed.LogOutage(e);
        }
    }

    private bool IsFresh(Entry entry, long now)
    {
        if (entry.IsInvalidated || timeProvider.GetElapsedTime(entry.ReadAt, now) >= Lifetime)
            return false;
        var reading = entry.Product.Value;
        return !reading.IsCompleted || (reading.IsCompletedSuccessfully && !(reading.Result?.ValidUntil <= timeProvider.GetUtcNow()));
    }

    private Task<CachedProduct?> ReadAsync(Guid id, Entry? stale, long now, Func<Guid, Task<CachedProduct?>> read)
    {
        CacheMetrics.ProcessMiss();
        var usesRedis = distributed is not null && stale is not null;
        var fresh = new Entry(now, new Lazy<Task<CachedProduct?>>(() => usesRedis ? distributed!.GetAsync(id, read) : read(id)));
        var current = entries.AddOrUpdate(id, fresh, (_, other) => ReferenceEquals(other, stale) ? fresh : other);
        EvictOccasionally(now);
        return current.Product.Value;
    }

    // Counting entries takes all the locks of the dictionary, which costs more than reading a product does.
    private void EvictOccasionally(long now)
    {
        if (Interlocked.Increment(ref misses) % MissesBetweenEvictions == 0 && entries.Count > MaxEntries)
            Evict(now);
    }

    private void Evict(long now)
    {
        foreach (var (id, entry) in entries)
        {
            if (timeProvider.GetElapsedTime(entry.ReadAt, now) >= Lifetime)
                entries.TryRemove(id, out _);
        }

        if (entries.Count > MaxEntries)
            entries.Clear();
    }

    private sealed record Entry(long ReadAt, Lazy<Task<CachedProduct?>> Product, bool IsInvalidated = false);
}
