using System.Collections.Concurrent;
using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Clients;
using Ecommerce.CartService.Infrastructure.Redis;

namespace Ecommerce.CartService.Features.ReadCart;

/// <summary>Caches carts. Each read asks Redis for the stamp of the cart, and reads the whole of it only where that has changed.</summary>
internal sealed class CartReader(CartStore store, CatalogPriceCache prices)
{
    private const int MaxCached = 5_000;

    private readonly ConcurrentDictionary<CartId, CachedCart> cache = new();

    /// <summary>The response in JSON; null for an anonymous cart that was never created or has expired.</summary>
    public async Task<byte[]?> FindAsync(CartId id, CancellationToken cancellationToken)
        => await ReadAsync(id) is { } cart ? cart.Respond(await prices.FindAsync(cart.Skus, cancellationToken)) : null;

    private async Task<CachedCart?> ReadAsync(CartId id)
    {
        var stamp = await store.FindStampAsync(id);
        if (stamp is not null && cache.TryGetValue(id, out var cached) && cached.Stamp == stamp)
            return cached;
        if (stamp is not null && await store.FindAsync(id) is { } cart)
            return Add(cart);
        cache.TryRemove(id, out _);
        return Cart.EmptyOfUser(id) is { } empty ? new CachedCart(empty) : null;
    }

    private CachedCart Add(Cart cart)
    {
        if (cache.Count >= MaxCached)
            cache.Clear();
        return cache[cart.Id] = new CachedCart(cart);
    }
}
