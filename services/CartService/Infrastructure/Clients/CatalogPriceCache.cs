using System.Collections.Concurrent;
using Ecommerce.CartService.Domain;

namespace Ecommerce.CartService.Infrastructure.Clients;

/// <summary>
/// Variants that the catalogue returned within the last second, so that reading a cart seldom costs a call. Changes of a cart always call
/// the catalogue.
/// </summary>
internal sealed class CatalogPriceCache(IServiceScopeFactory scopes, TimeProvider timeProvider)
{
    private const int MaxCached = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    /// <summary>A page with the stored prices is better than one that does not come.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (long ReadAt, CatalogVariant? Variant)> cache = new(StringComparer.Ordinal);

    /// <summary>The variant of each SKU, null where it is not sold now; null altogether when the catalogue does not answer.</summary>
    public async Task<CatalogVariant?[]?> FindAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var found = new CatalogVariant?[skus.Count];
        var missing = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            if (cache.TryGetValue(skus[i], out var cached) && timeProvider.GetElapsedTime(cached.ReadAt) < Lifetime)
                found[i] = cached.Variant;
            else
                missing.Add(i);
        }

        if (missing.Count == 0)
            return found;
        if (await FetchAsync([.. missing.Select(i => skus[i])], cancellationToken) is not { } fetched)
            return null;

        foreach (var i in missing)
            found[i] = fetched.GetValueOrDefault(skus[i]);
        return found;
    }

    public void Add(CatalogVariant variant) => Add(variant.Sku, variant);

    private async Task<Dictionary<string, CatalogVariant>?> FetchAsync(string[] skus, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var catalog = scope.ServiceProvider.GetRequiredService<CatalogClient>();
            var variants = (await catalog.FindAsync(skus, limit.Token)).ToDictionary(variant => variant.Sku, StringComparer.Ordinal);
            foreach (var sku in skus)
                Add(sku, variants.GetValueOrDefault(sku));
            return variants;
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

    private void Add(string sku, CatalogVariant? variant)
    {
        if (cache.Count >= MaxCached)
            cache.Clear();
        cache[sku] = (timeProvider.GetTimestamp(), variant);
    }
}
