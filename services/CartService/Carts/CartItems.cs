using Ecommerce.CartService.Catalogue;

namespace Ecommerce.CartService.Carts;

/// <summary>Puts what the catalogue sells into carts, as it is sold right now.</summary>
internal sealed class CartItems(CartStore store, CatalogClient catalogue, Prices prices)
{
    private const int LongestSku = 64;

    public static string SkuRule { get; } = $"is required: 1 to {LongestSku} characters";

    public static bool IsSku(string? text) => text is { Length: >= 1 and <= LongestSku };

    public async Task<CartOutcome> PutAsync(CartId id, string sku, int quantity, PutMode mode, CancellationToken cancellationToken)
    {
        if (quantity == 0)
            return await store.RemoveAsync(id, sku);
        if ((await catalogue.FindAsync([sku], cancellationToken)).SingleOrDefault() is not { } variant)
            return new CartOutcome(null, "unknown-sku");

        prices.Remember(variant);
        return await store.PutAsync(id, CartLine.Of(variant, quantity), mode);
    }
}
