using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CartService.Infrastructure.Messaging;

/// <summary>
/// Puts what an order had bought back into the cart when the order failed: its payment was declined, something was sold out, or it timed
/// out. What a person cancels is not wanted.
/// </summary>
internal sealed class OrderCancelledHandler(CartStore store) : IIdempotentEventHandler<OrderCancelled>
{
    public Task HandleAsync(OrderCancelled message, EventContext context, CancellationToken cancellationToken)
        => CancellationReasons.IsIntended(message.Reason)
            ? Task.CompletedTask
            : store.PutBackAsync(CartId.OfUser(message.UserId), message.OrderId);
}
