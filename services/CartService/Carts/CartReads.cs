using System.Collections.Concurrent;
using Ecommerce.CartService.Catalogue;

namespace Ecommerce.CartService.Carts;

/// <summary>
/// Carts as they were last read. Redis is asked at every read whether the cart is still the same, and only one that has changed is
/// read again.
/// </summary>
internal sealed class CartReads(CartStore store, Prices prices)
{
    private const int Most = 5_000;

    private readonly ConcurrentDictionary<CartId, ServedCart> known = new();

    /// <summary>The cart's answer in JSON; null for an anonymous one that was never made or has lapsed.</summary>
    public async Task<byte[]?> FindAsync(CartId id, CancellationToken cancellationToken)
        => await ReadAsync(id) is { } cart ? cart.Answer(await prices.FindAsync(cart.Skus, cancellationToken)) : null;

    private async Task<ServedCart?> ReadAsync(CartId id)
    {
        var stamp = await store.FindStampAsync(id);
        if (stamp is not null && known.TryGetValue(id, out var last) && last.Stamp == stamp)
            return last;
        if (stamp is not null && await store.FindAsync(id) is { } cart)
            return Remember(cart);
        known.TryRemove(id, out _);
        return Cart.EmptyOfUser(id) is { } empty ? new ServedCart(empty) : null;
    }

    private ServedCart Remember(Cart cart)
    {
        if (known.Count >= Most)
            known.Clear();
        return known[cart.Id] = new ServedCart(cart);
    }
}
