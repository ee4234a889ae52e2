using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Carts;

/// <summary>Reads the cart of this request's shopper, and keeps how many pieces are in it for the header of other pages.</summary>
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
}
