using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal enum ProfileOutcome
{
    Done,
    NotFound,
    EmailTaken,

    /// <summary>The password was changed after it was checked, or the account was disabled.</summary>
    CredentialChanged,
}

internal sealed class ProfileStore(
    NpgsqlDataSource database, TakenAddresses taken, EmailVerification verification, Outbox outbox, AuditTrail audit,
    TimeProvider timeProvider)
{
    /// <summary>
    /// A new address is pending until it is verified by the link that is mailed there. So is one that another account has, where the caller
    /// may not be told.
    /// </summary>
    /// <param name="credential">What a change of the address was confirmed by.</param>
    public Task<(ProfileOutcome Outcome, Account? Account)> ChangeAsync(
        Caller caller, ProfileChange change, Credential? credential, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            if (change.Email is { } email && await IsTakenAsync(transaction, email, caller, token)
                && await taken.CountAsync(connection, caller, caller.UserId, token))
                return (ProfileOutcome.EmailTaken, (Account?)null);

            var account = await connection.QuerySingleOrDefaultAsync<Account>(new CommandDefinition($"""
                UPDATE users SET name = coalesce(@Name, name), locale = coalesce(@Locale, locale),
                    pending_email = CASE WHEN @Email IS NULL THEN pending_email ELSE nullif(@Email, email) END
                WHERE id = @UserId AND disabled_at IS NULL AND credential_version = coalesce(@CredentialVersion, credential_version)
                RETURNING {AccountStore.Columns}
                """,
                new { change.Name, change.Locale, change.Email, caller.UserId, credential?.CredentialVersion }, transaction,
                cancellationToken: token));
            if (account is null)
                return (credential is null ? ProfileOutcome.NotFound : ProfileOutcome.CredentialChanged, null);

            if (change.Email is not null && account.PendingEmail == change.Email)
            {
                // First, so that the mail about the change still goes to the old address.
                await outbox.AddAsync(transaction, new EmailChangeRequested(account.Id, timeProvider.GetUtcNow()), token);
                await verification.RequestAsync(transaction, account.Id, change.Email, token);
                await audit.AddAsync(transaction, caller, AuditAction.EmailChangeRequested, account.Id, token);
            }

            await audit.AddAsync(transaction, caller, AuditAction.ProfileChanged, account.Id, token, change.ChangedFields);
            return (ProfileOutcome.Done, account);
        }, cancellationToken);

    private static Task<bool> IsTakenAsync(NpgsqlTransaction transaction, string email, Caller caller, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM users WHERE email = @email AND id <> @UserId)", new { email, caller.UserId }, transaction,
            cancellationToken: cancellationToken));
}
