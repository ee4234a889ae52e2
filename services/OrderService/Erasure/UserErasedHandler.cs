using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.OrderService.Erasure;

/// <summary>An account is gone: what is at rest is erased at once, the rest by the sweep.</summary>
internal sealed class UserErasedHandler(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await PersonalData.RememberAsync(transaction, message.UserId, message.ErasedAt, cancellationToken);
        await PersonalData.EraseAsync(transaction, time.GetUtcNow(), cancellationToken);
    }
}
