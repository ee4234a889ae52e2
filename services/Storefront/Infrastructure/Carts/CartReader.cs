using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Carts;

/// <summary>Reads and opens this shopper's cart, and keeps how many pieces are in it for the header of other pages.</summary>
internal sealed class CartReader(GatewayClient gateway, Session session)
{
    public async Task<ShoppingCart> ReadAsync(CancellationToken cancellationToken)
    {
        if (session.CartId is not { } id)
            return ShoppingCart.Empty;
        var cart = await gateway.FindAsync<ShoppingCart>($"/carts/{id}", session.AccessToken, cancellationToken);
        session.SetCartPieces(cart?.Quantity ?? 0);
        return cart ?? ShoppingCart.Empty;
    }

    /// <summary>The id of the shopper's cart in the API; an anonymous one is made where there is none.</summary>
    public async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        if (session.CartId is { } known)
            return known;
        var cart = await gateway.PostAsync<ShoppingCart>("/carts", accessToken: null, cancellationToken);
        session.SetCart(cart.Id);
        return cart.Id;
    }
}
