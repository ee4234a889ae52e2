using Ecommerce.AnalyticsService.Infrastructure.Postgres;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Messaging;

internal sealed class UserHandlers(Pseudonyms pseudonyms) : IEventHandler<UserErased>
{
    public Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => pseudonyms.AnonymizeAsync(transaction, message.UserId, cancellationToken);
}
