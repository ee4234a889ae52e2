using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CartService.Infrastructure.Messaging;

/// <summary>Removes what an order has bought from its cart.</summary>
internal sealed class OrderPlacedHandler(CartStore store) : IIdempotentEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced message, EventContext context, CancellationToken cancellationToken)
    {
        if (message.CartId.Length == 0)
            return Task.CompletedTask;

        var id = CartId.ParseAnonymous(message.CartId) ?? CartId.OfUser(message.UserId);
        return store.RemovePurchasedAsync(id, message.OrderId, message.Lines.Select(line => (line.Sku, line.Quantity)));
    }
}
