using Ecommerce.AnalyticsService.Facts;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Events;

internal sealed class UserHandlers(Pseudonyms pseudonyms) : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => pseudonyms.ForgetAsync(transaction, message.UserId, cancellationToken);
}
