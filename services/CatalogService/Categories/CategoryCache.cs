using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Categories;

/// <summary>The tree, at most a second old; but never so old that it lacks a category that a product is in.</summary>
internal sealed class CategoryCache(IProductStore store, TimeProvider time)
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

    public void Forget() => current = null;

    private Entry Current()
    {
        var known = current;
        if (known is not null && time.GetElapsedTime(known.ReadAt) < Lifetime && !known.Tree.Value.IsFaulted)
            return known;

        var fresh = new Entry(time.GetTimestamp(), new Lazy<Task<CategoryTree>>(() => store.CategoriesAsync(CancellationToken.None)));
        var before = Interlocked.CompareExchange(ref current, fresh, known);
        return ReferenceEquals(before, known) ? fresh : before ?? fresh;
    }

    private sealed record Entry(long ReadAt, Lazy<Task<CategoryTree>> Tree);
}
