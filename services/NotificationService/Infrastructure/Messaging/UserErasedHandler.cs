using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Erases a user: phone, preferences, alerts and the data of messages. That and when messages were sent stays.</summary>
internal sealed class UserErasedHandler : IEventHandler<UserErased>
{
    private const string Erase = """
        INSERT INTO erased_users (user_id, erased_at) VALUES (@UserId, @ErasedAt) ON CONFLICT DO NOTHING;
        DELETE FROM phones WHERE user_id = @UserId;
        DELETE FROM preferences WHERE user_id = @UserId;
        DELETE FROM stock_alerts WHERE user_id = @UserId;
        DELETE FROM test_mails WHERE user_id = @UserId;
        UPDATE messages SET data = NULL,
            status = CASE WHEN status IN ('Pending', 'Failed') THEN 'Suppressed' ELSE status END,
            reason = CASE WHEN status IN ('Pending', 'Failed') THEN 'account-erased' ELSE reason END,
            settled_at = coalesce(settled_at, CASE WHEN status = 'Pending' THEN @ErasedAt END)
        WHERE user_id = @UserId OR order_id IN (SELECT order_id FROM orders WHERE user_id = @UserId);
        DELETE FROM orders WHERE user_id = @UserId;
        """;

    public Task HandleAsync(UserErased message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Erase, new { message.UserId, message.ErasedAt }, transaction, cancellationToken: cancellationToken));
}
