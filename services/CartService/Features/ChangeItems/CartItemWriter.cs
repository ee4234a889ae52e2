using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Clients;
using Ecommerce.CartService.Infrastructure.Redis;

namespace Ecommerce.CartService.Features.ChangeItems;

/// <summary>Puts items into carts, as the catalogue sells them right now.</summary>
internal sealed class CartItemWriter(CartStore store, CatalogClient catalog, CatalogPriceCache prices)
{
    /// <param name="id">The cart.</param>
    /// <param name="sku">What is added or set.</param>
    /// <param name="quantity">0 removes the line.</param>
    /// <param name="mode">Whether the quantity is added to that of the cart or replaces it.</param>
    /// <param name="cancellationToken">Cancels the call of the catalogue.</param>
    public async Task<CartOutcome> PutAsync(CartId id, string sku, int quantity, PutMode mode, CancellationToken cancellationToken)
    {
        if (quantity == 0)
            return await store.RemoveAsync(id, sku);
        if ((await catalog.FindAsync([sku], cancellationToken)).SingleOrDefault() is not { } variant)
            return new CartOutcome(null, "unknown-sku");

        prices.Add(variant);
        return await store.PutAsync(id, CartLine.From(variant, quantity), mode);
    }
}
