using Ecommerce.CartService.Carts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CartService.Orders;

/// <summary>Takes what was bought out of the cart it was bought from.</summary>
internal sealed class OrderPlacedHandler(CartStore store) : IIdempotentEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, CancellationToken cancellationToken)
    {
        if (message.CartId.Length == 0)
            return Task.CompletedTask;

        var id = CartId.ParseAnonymous(message.CartId) ?? CartId.OfUser(message.UserId);
        return store.RemoveBoughtAsync(id, message.OrderId, message.Lines.Select(l => (l.Sku, l.Quantity)));
    }
}
