using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;

namespace Ecommerce.Storefront.Infrastructure.Carts;

/// <summary>Reads the cart of this request's shopper.</summary>
internal sealed class CartReader(GatewayClient gateway, Session session)
{
    public async Task<ShoppingCart> ReadAsync(CancellationToken cancellationToken)
    {
        if (session.CartId is not { } id)
            return ShoppingCart.Empty;
        var cart = await gateway.FindAsync<ShoppingCart>($"/carts/{id}", session.AccessToken, cancellationToken);
        return cart ?? ShoppingCart.Empty;
    }
}
