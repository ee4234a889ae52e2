using System.Collections.Concurrent;
using System.Text.Json;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.CatalogService.Storage;
using Ecommerce.Redis;

namespace Ecommerce.CatalogService.Cache;

/// <summary>
/// Product answers for a second in this process, behind it in Redis where there is one. Readers that come while a product is read
/// wait for the same read. Redis is asked for products that were looked at before: for all the others, most of a large catalogue,
/// it would cost more than the store, and keep what nobody asks for again.
/// </summary>
internal sealed class ProductCache(IProductStore store, CategoryCache categories, TimeProvider time, SharedProducts? shared = null)
{
    private const int Most = 10_000;
    private const int MissesBetweenCounts = 1_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Entry> entries = new();
    private long misses;

    public Task<ServedProduct?> GetAsync(Guid id)
    {
        var now = time.GetTimestamp();
        if (entries.TryGetValue(id, out var entry) && IsFresh(entry, now))
        {
            CacheMetrics.ProcessHit();
            return entry.Product.Value;
        }

        CacheMetrics.ProcessMiss();
        var asksRedis = shared is not null && entry is not null;
        var fresh = new Entry(now, new Lazy<Task<ServedProduct?>>(() => asksRedis ? shared!.GetAsync(id, ReadAsync) : ReadAsync(id)));
        var current = entries.AddOrUpdate(id, fresh, (_, other) => ReferenceEquals(other, entry) ? fresh : other);
        ShrinkAtTimes(now);
        return current.Product.Value;
    }

    /// <summary>In this process alone, which still knows that it was looked at.</summary>
    public void Forget(Guid id)
    {
        while (entries.TryGetValue(id, out var entry) && !entries.TryUpdate(id, entry with { IsForgotten = true }, entry))
        {
        }
    }

    /// <summary>After a change of products: the next reader sees it, in every replica. The events of the change see to it should Redis be away.</summary>
    public async Task ForgetAsync(params IReadOnlyCollection<Guid> ids)
    {
        foreach (var id in ids)
            Forget(id);
        if (shared is null || ids.Count == 0)
            return;

        try
        {
            await shared.InvalidateAsync(ids);
        }
        catch (RedisUnavailableException e)
        {
            shared.TellOfOutage(e);
        }
    }

    private bool IsFresh(Entry entry, long now)
    {
        if (entry.IsForgotten || time.GetElapsedTime(entry.ReadAt, now) >= Lifetime)
            return false;
        var reading = entry.Product.Value;
        return !reading.IsCompleted || (reading.IsCompletedSuccessfully && !(reading.Result?.ValidUntil <= time.GetUtcNow()));
    }

    // One reader's cancellation must not fail the others, so the read has none.
    private async Task<ServedProduct?> ReadAsync(Guid id)
    {
        if (await store.FindAsync(id, CancellationToken.None) is not { } stocked)
            return null;

        var tree = await categories.GetAsync(stocked.Product.Details.Category);
        var now = time.GetUtcNow();
        var response = ProductResponse.Of(stocked, tree, now);
        return new ServedProduct(
            JsonSerializer.SerializeToUtf8Bytes(response, CatalogJson.Default.ProductResponse), EntityTag.Of(response), response.Published,
            stocked.Product.Details.NextPriceChange(now) ?? DateTimeOffset.MaxValue);
    }

    // Counting entries takes all the locks of the dictionary, which costs more than reading a product does.
    private void ShrinkAtTimes(long now)
    {
        if (Interlocked.Increment(ref misses) % MissesBetweenCounts == 0 && entries.Count > Most)
            Shrink(now);
    }

    private void Shrink(long now)
    {
        foreach (var (id, entry) in entries)
        {
            if (time.GetElapsedTime(entry.ReadAt, now) >= Lifetime)
                entries.TryRemove(id, out _);
        }

        if (entries.Count > Most)
            entries.Clear();
    }

    private sealed record Entry(long ReadAt, Lazy<Task<ServedProduct?>> Product, bool IsForgotten = false);
}
