namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>The locks of a transaction. Its first attempt takes none, each later one takes those of all keys used before.</summary>
internal sealed class TransactionLocks(StripedLocks locks) : IDisposable
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly List<SemaphoreSlim> taken = [];

    /// <summary>Keys that the attempt is about to write or to rely on: SKUs, categories.</summary>
    public void Add(IEnumerable<string> used) => keys.UnionWith(used);

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        Dispose();
        foreach (var stripe in locks.Of(keys))
        {
            await stripe.WaitAsync(cancellationToken);
            taken.Add(stripe);
        }
    }

    public void Dispose()
    {
        foreach (var stripe in taken)
            stripe.Release();
        taken.Clear();
    }
}
