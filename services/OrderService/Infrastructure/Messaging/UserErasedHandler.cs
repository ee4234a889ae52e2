using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Npgsql;

namespace Ecommerce.OrderService.Infrastructure.Messaging;

/// <summary>Erases the person from orders that are at rest. The worker for erasures does the rest when they are.</summary>
internal sealed class UserErasedHandler(TimeProvider timeProvider) : IEventHandler<UserErased>
{
    public async Task HandleAsync(
        UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await PersonalDataEraser.AddAsync(transaction, message.UserId, message.ErasedAt, cancellationToken);
        await PersonalDataEraser.EraseAsync(transaction, [message.UserId], timeProvider.GetUtcNow(), cancellationToken);
    }
}
