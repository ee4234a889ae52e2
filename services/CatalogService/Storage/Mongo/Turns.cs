namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>
/// The transactions of this process take turns at what they lost over, instead of losing again: of many orders of one SKU each loses once,
/// and again only to another replica, or to one that has just come.
/// </summary>
internal sealed class Turns
{
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>What is waited for, in the order in which everybody waits for it.</summary>
    public IEnumerable<SemaphoreSlim> Of(IEnumerable<string> names)
        => names.Select(name => (int)((uint)StringComparer.Ordinal.GetHashCode(name) % stripes.Length)).Distinct().Order().Select(stripe => stripes[stripe]);
}

/// <summary>A transaction's, over all its attempts: the first one waits for nobody, each later one for what those before it had named.</summary>
internal sealed class Turn(Turns turns) : IDisposable
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly List<SemaphoreSlim> taken = [];

    /// <summary>What the attempt is about to write or to rely on: SKUs, categories.</summary>
    public void Names(IEnumerable<string> more) => names.UnionWith(more);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Dispose();
        foreach (var stripe in turns.Of(names))
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
