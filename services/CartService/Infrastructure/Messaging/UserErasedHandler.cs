using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CartService.Infrastructure.Messaging;

/// <summary>Deletes the cart of an erased user.</summary>
internal sealed class UserErasedHandler(CartStore store) : IIdempotentEventHandler<UserErased>
{
    public Task HandleAsync(UserErased message, EventContext context, CancellationToken cancellationToken)
        => store.EraseAsync(CartId.OfUser(message.UserId));
}
