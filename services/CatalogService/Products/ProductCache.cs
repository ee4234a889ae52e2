using System.Collections.Concurrent;
using System.Text.Json;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Products;

/// <summary>A product as it goes over the wire.</summary>
internal sealed record ServedProduct(byte[] Json, string Tag, bool Published);

/// <summary>
/// Product answers for a second: sales show up no later, and a product that everybody looks at is read once a second.
/// Readers that come while it is read wait for the same read.
/// </summary>
internal sealed class ProductCache(IProductStore store, CategoryCache categories, TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Entry> entries = new();

    public Task<ServedProduct?> GetAsync(Guid id)
    {
        var now = time.GetTimestamp();
        if (entries.TryGetValue(id, out var entry) && time.GetElapsedTime(entry.ReadAt, now) < Lifetime && !entry.Product.Value.IsFaulted)
            return entry.Product.Value;

        var fresh = new Entry(now, new Lazy<Task<ServedProduct?>>(() => ReadAsync(id)));
        var current = entries.AddOrUpdate(id, fresh, (_, other) => ReferenceEquals(other, entry) ? fresh : other);
        if (entries.Count > Most)
            Shrink(now);
        return current.Product.Value;
    }

    /// <summary>After a change of the product: the next reader sees it.</summary>
    public void Forget(Guid id) => entries.TryRemove(id, out _);

    // One reader's cancellation must not fail the others, so the read has none.
    private async Task<ServedProduct?> ReadAsync(Guid id)
    {
        if (await store.FindAsync(id, CancellationToken.None) is not { } stocked)
            return null;

        var tree = await categories.GetAsync(stocked.Product.Details.Category);
        var response = ProductResponse.Of(stocked, tree, time.GetUtcNow());
        return new ServedProduct(
            JsonSerializer.SerializeToUtf8Bytes(response, CatalogJson.Default.ProductResponse), EntityTag.Of(response), response.Published);
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

    private sealed record Entry(long ReadAt, Lazy<Task<ServedProduct?>> Product);
}
