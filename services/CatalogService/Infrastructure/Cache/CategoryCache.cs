using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Infrastructure.Cache;

/// <summary>The tree, at most a second old; it is read again at once when it lacks a category that a product is in.</summary>
internal sealed class CategoryCache(IProductStore store, TimeProvider timeProvider)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private Entry? current;

    /// <param name="needed">Slugs that are known to exist.</param>
    public async Task<CategoryTree> GetAsync(params IReadOnlyCollection<string> needed)
    {
        var entry = Current();
        var tree = await entry.Tree.Value;
        if (needed.All(slug => tree.Find(slug) is not null))
            return tree;

        Interlocked.CompareExchange(ref current, null, entry);
        return await Current().Tree.Value;
    }

    public void Invalidate() => current = null;

    private Entry Current()
    {
        var existing = current;
        if (existing is not null && timeProvider.GetElapsedTime(existing.ReadAt) < Lifetime && !existing.Tree.Value.IsFaulted)
            return existing;

        var fresh = new Entry(
            timeProvider.GetTimestamp(), new Lazy<Task<CategoryTree>>(() => store.GetCategoriesAsync(CancellationToken.None)));
        var before = Interlocked.CompareExchange(ref current, fresh, existing);
        return ReferenceEquals(before, existing) ? fresh : before ?? fresh;
    }

    private sealed record Entry(long ReadAt, Lazy<Task<CategoryTree>> Tree);
}
