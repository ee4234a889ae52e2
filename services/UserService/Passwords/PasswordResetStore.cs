using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Attempts;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Passwords;

internal sealed class PasswordResetStore(
    NpgsqlDataSource database, AttemptStore attempts, IOptions<AttemptOptions> limits, OneTimeTokenStore tokens, Outbox outbox, AuditTrail audit)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Has a link sent, where there is an account to send it for; how long to wait where it was asked for too often. With an account or without, the
    /// same statements run and one transaction with a change in it commits: how long it takes does not tell the two apart.
    /// </summary>
    public Task<TimeSpan?> RequestAsync(string email, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (await attempts.CountAsync(transaction.Connection!, limits.Value.ResetOfAccount, email, token) is { } wait)
                return (TimeSpan?)wait;

            var known = await transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "SELECT id FROM users WHERE email = @email AND disabled_at IS NULL FOR SHARE", new { email }, transaction, cancellationToken: token));
            var userId = known ?? AuditTrail.Nobody;
            var link = await tokens.IssueAsync(transaction, userId, email, TokenPurpose.ResetPassword, Lifetime, token);
            PasswordResetRequested[] events = known is null ? [] : [new(userId, link.Secret, link.ExpiresAt)];
            await outbox.AddAsync(transaction, events, token);
            await audit.AddAsync(transaction, caller, AuditAction.PasswordResetRequested, userId, token);
            return null;
        }, cancellationToken);
}
