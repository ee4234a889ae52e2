using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.NotificationService.Domain;
using Npgsql;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>Sends what was kept until the recipient's address is verified.</summary>
internal sealed class EmailVerifiedHandler(TimeProvider timeProvider) : IEventHandler<EmailVerified>
{
    // The attempts so far failed for no fault of a server: the retries begin anew.
    private const string Wake = """
        UPDATE messages SET due_at = @now, resent_after = attempts
        WHERE user_id = @UserId AND status = 'Pending' AND reason = @reason
        """;

    public Task HandleAsync(EmailVerified message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Wake, new { message.UserId, now = timeProvider.GetUtcNow(), reason = RecipientRules.NotVerified }, transaction,
            cancellationToken: cancellationToken));
}
