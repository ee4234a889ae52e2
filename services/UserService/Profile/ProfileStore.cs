using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Verification;
using Npgsql;

namespace Ecommerce.UserService.Profile;

internal enum ProfileOutcome
{
    Done,
    NotFound,
    EmailTaken,
}

internal sealed class ProfileStore(NpgsqlDataSource database, EmailVerification verification, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Another address is kept beside the old one until its owner has proved it by the link that is mailed there.</summary>
    public Task<(ProfileOutcome Outcome, Account? Account)> ChangeAsync(Caller caller, ProfileChange change, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            if (change.Email is not null && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "SELECT EXISTS (SELECT FROM users WHERE email = @Email AND id <> @UserId)", new { change.Email, caller.UserId },
                transaction, cancellationToken: token)))
                return (ProfileOutcome.EmailTaken, (Account?)null);

            var account = await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition($"""
                UPDATE users SET name = coalesce(@Name, name), locale = coalesce(@Locale, locale),
                    pending_email = CASE WHEN @Email IS NULL THEN pending_email ELSE nullif(@Email, email) END
                WHERE id = @UserId AND disabled_at IS NULL
                RETURNING {AccountStore.Columns}
                """, new { change.Name, change.Locale, change.Email, caller.UserId }, transaction, cancellationToken: token));
            if (account is null)
                return (ProfileOutcome.NotFound, null);

            if (change.Email is not null && account.PendingEmail == change.Email)
            {
                // First, so that the owner of the old address is told while it is the account's.
                await outbox.AddAsync(transaction, new EmailChangeRequested(account.Id, clock.GetUtcNow()), token);
                await verification.RequestAsync(transaction, account.Id, change.Email, token);
                await audit.AddAsync(transaction, caller, AuditAction.EmailChangeRequested, account.Id, token);
            }

            await audit.AddAsync(transaction, caller, AuditAction.ProfileChanged, account.Id, token, change.Fields);
            return (ProfileOutcome.Done, account);
        }, cancellationToken);
}
