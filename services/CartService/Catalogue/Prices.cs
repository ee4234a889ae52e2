using System.Collections.Concurrent;

namespace Ecommerce.CartService.Catalogue;

/// <summary>
/// What the catalogue said of SKUs within the last second, so that reading a cart seldom costs a call. Changes of a cart ask the catalogue itself.
/// </summary>
internal sealed class Prices(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    /// <summary>A shopper rather sees the prices of yesterday than a page that does not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (long ReadAt, Variant? Variant)> known = new(StringComparer.Ordinal);

    /// <summary>The variants that are sold now; null when the catalogue does not answer.</summary>
    public async Task<IReadOnlyDictionary<string, Variant>?> FindAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Variant>(StringComparer.Ordinal);
        var asked = new List<string>();
        foreach (var sku in skus)
        {
            if (!known.TryGetValue(sku, out var price) || time.GetElapsedTime(price.ReadAt) >= Lifetime)
                asked.Add(sku);
            else if (price.Variant is { } variant)
                found.Add(sku, variant);
        }

        if (asked.Count == 0)
            return found;
        if (await AskAsync(asked, cancellationToken) is not { } answered)
            return null;

        foreach (var variant in answered)
            found.Add(variant.Sku, variant);
        return found;
    }

    public void Remember(Variant variant) => Remember(variant.Sku, variant);

    private async Task<IReadOnlyList<Variant>?> AskAsync(List<string> skus, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<CatalogClient>().FindAsync(skus, patience.Token);
            foreach (var sku in skus)
                Remember(sku, answer.FirstOrDefault(v => v.Sku == sku));
            return answer;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Remember(string sku, Variant? variant)
    {
        if (known.Count >= Most)
            known.Clear();
        known[sku] = (time.GetTimestamp(), variant);
    }
}
