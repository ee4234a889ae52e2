using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class PasswordResetStore(
    NpgsqlDataSource database, AttemptStore attempts, IOptions<AttemptOptions> limits, OneTimeTokenStore tokens, Outbox outbox,
    AuditTrail audit)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Sends a link where the account exists; returns the time to wait where it was requested too often. The same statements run with and
    /// without an account, so the response time does not tell whether it exists.
    /// </summary>
    public Task<TimeSpan?> RequestAsync(string email, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (await attempts.CountAsync(transaction.Connection!, limits.Value.ResetOfAccount, email, token) is { } wait)
                return (TimeSpan?)wait;

            var known = await transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(
                "SELECT id FROM users WHERE email = @email AND disabled_at IS NULL FOR SHARE", new { email }, transaction,
                cancellationToken: token));
            var userId = known ?? AuditTrail.NoAccount;
            var link = await tokens.IssueAsync(transaction, userId, email, TokenPurpose.ResetPassword, Lifetime, token);
            PasswordResetRequested[] events = known is null ? [] : [new(userId, link.Secret, link.ExpiresAt)];
            await outbox.AddAsync(transaction, events, token);
            await audit.AddAsync(transaction, caller, AuditAction.PasswordResetRequested, userId, token);
            return null;
        }, cancellationToken);
}
