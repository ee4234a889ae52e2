using Ecommerce.CartService.Carts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;

namespace Ecommerce.CartService.Users;

/// <summary>Forgets what an erased person wanted to buy.</summary>
internal sealed class UserErasedHandler(CartStore store) : IIdempotentEventHandler<UserErased>
{
    public Task HandleAsync(UserErased message, EventContext context, CancellationToken cancellationToken)
        => store.EraseAsync(CartId.OfUser(message.UserId));
}
