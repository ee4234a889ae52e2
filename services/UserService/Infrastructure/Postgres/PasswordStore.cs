using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <summary>
/// A new password ends sessions and invalidates mailed links. It also cancels a pending change of address, which may be an attacker's who
/// knew the old one.
/// </summary>
internal sealed class PasswordStore(
    NpgsqlDataSource database, SessionStore sessions, OneTimeTokenStore tokens, Outbox outbox, AuditTrail audit, TimeProvider timeProvider)
{
    /// <summary>
    /// The new credential; null where the password was changed since the old one was read. The caller's own session continues.
    /// </summary>
    public Task<Credential?> ChangeAsync(Credential credential, string hash, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var changed = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                UPDATE users SET password_hash = @hash, credential_version = credential_version + 1, pending_email = NULL
                WHERE id = @UserId AND credential_version = @CredentialVersion AND disabled_at IS NULL
                """, new { hash, credential.UserId, credential.CredentialVersion }, transaction, cancellationToken: token));
            if (changed == 0)
                return null;
            await RevokeAsync(transaction, credential.UserId, caller.SessionId, caller, AuditAction.PasswordChanged, token);
            return credential with { PasswordHash = hash, CredentialVersion = credential.CredentialVersion + 1 };
        }, cancellationToken);

    /// <summary>The address of the account with the new password; null where the token is not valid.</summary>
    public Task<string?> ResetAsync(string secret, string hash, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (await tokens.RedeemAsync(transaction, secret, TokenPurpose.ResetPassword, token) is not { } redeemed)
                return null;

            // The link verifies its address, too.
            var reset = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                UPDATE users SET password_hash = @hash, credential_version = credential_version + 1,
                    email_verified_at = coalesce(email_verified_at, @now), pending_email = NULL
                WHERE id = @UserId AND email = @Email AND disabled_at IS NULL
                """, new { hash, redeemed.UserId, redeemed.Email, now = timeProvider.GetUtcNow() }, transaction, cancellationToken: token));
            if (reset == 0)
                return null;
            await RevokeAsync(transaction, redeemed.UserId, except: null, caller, AuditAction.PasswordReset, token);
            return redeemed.Email;
        }, cancellationToken);

    private async Task RevokeAsync(
        NpgsqlTransaction transaction, Guid userId, Guid? except, Caller caller, string action, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(transaction, userId, except, cancellationToken);
        await OneTimeTokenStore.RevokeAllAsync(transaction, userId, TokenPurpose.ResetPassword, cancellationToken);
        await audit.AddAsync(transaction, caller, action, userId, cancellationToken);
        await outbox.AddAsync(transaction, new PasswordChanged(userId, timeProvider.GetUtcNow()), cancellationToken);
    }
}
