namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>
/// Locks of this process. A transaction that lost a conflict waits for those that it lost to, instead of losing again: many orders of one
/// SKU each lose once, and again only to another replica or to a newcomer.
/// </summary>
internal sealed class StripedLocks
{
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The locks of these keys, in the order in which every transaction takes them.</summary>
    public IEnumerable<SemaphoreSlim> Of(IEnumerable<string> keys)
        => keys.Select(StripeOf).Distinct().Order().Select(stripe => stripes[stripe]);

    private int StripeOf(string key) => (int)((uint)StringComparer.Ordinal.GetHashCode(key) % stripes.Length);
}
