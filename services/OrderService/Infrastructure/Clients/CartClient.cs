using System.Net.Http.Headers;
using Ecommerce.OrderService.Domain.Carts;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Infrastructure.Clients;

internal sealed class CartClient(HttpClient http)
{
    /// <param name="authorization">The caller's own <c>Authorization</c> header: the cart is read as the caller.</param>
    /// <param name="purchase">What is taken out of the cart before it is read, once per order.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Cart> GetMineAsync(string authorization, CartPurchase? purchase, CancellationToken cancellationToken)
    {
        using var request = purchase is null
            ? new HttpRequestMessage(HttpMethod.Get, "/carts/me/items")
            : new(HttpMethod.Post, "/carts/me/purchases") { Content = JsonContent.Create(purchase, OrderJson.Default.CartPurchase) };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using var response = await http.SendAsync(request, cancellationToken);
        return await response.ReadAsync(OrderJson.Default.Cart, cancellationToken);
    }
}

/// <summary>What order-service reads of a cart; prices come from the catalogue.</summary>
internal sealed record Cart(string Id, IReadOnlyList<CartItem> Items);
