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

    /// <summary>The variant of each SKU, null where it is not sold now; nothing at all when the catalogue does not answer.</summary>
    public async Task<Variant?[]?> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var found = new Variant?[skus.Count];
        var asked = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            if (known.TryGetValue(skus[i], out var price) && time.GetElapsedTime(price.ReadAt) < Lifetime)
                found[i] = price.Variant;
            else
                asked.Add(i);
        }

        if (asked.Count == 0)
            return found;
        if (await AskAsync([.. asked.Select(i => skus[i])], cancellationToken) is not { } answered)
            return null;

        foreach (var i in asked)
            found[i] = answered.GetValueOrDefault(skus[i]);
        return found;
    }

    public void Remember(Variant variant) => Remember(variant.Sku, variant);

    private async Task<Dictionary<string, Variant>?> AskAsync(string[] skus, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answer = (await scope.ServiceProvider.GetRequiredService<CatalogClient>().FindAsync(skus, patience.Token))
                .ToDictionary(v => v.Sku, StringComparer.Ordinal);
            foreach (var sku in skus)
                Remember(sku, answer.GetValueOrDefault(sku));
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
