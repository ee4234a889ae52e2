using Dapper;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using Ecommerce.Persistence;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Ecommerce.UserService.Sessions;
using Npgsql;

namespace Ecommerce.UserService.Passwords;

/// <summary>Another password ends what the old one opened: sessions, and links that were mailed.</summary>
internal sealed class PasswordStore(
    NpgsqlDataSource database, SessionStore sessions, OneTimeTokenStore tokens, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    /// <summary>False where the password was changed since the credential was read. The caller's own session lives on.</summary>
    public Task<bool> ChangeAsync(Credential credential, string hash, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var changed = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                UPDATE users SET password_hash = @hash, credential_version = credential_version + 1
                WHERE id = @UserId AND credential_version = @CredentialVersion AND disabled_at IS NULL
                """, new { hash, credential.UserId, credential.CredentialVersion }, transaction, cancellationToken: token));
            if (changed > 0)
                await EndOldAsync(transaction, credential.UserId, caller.SessionId, caller, AuditAction.PasswordChanged, token);
            return changed > 0;
        }, cancellationToken);

    /// <summary>The address of the account that has the new password; null where the token is not good.</summary>
    public Task<string?> ResetAsync(string secret, string hash, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            if (await tokens.UseAsync(transaction, secret, TokenPurpose.ResetPassword, token) is not { } proven)
                return null;

            // The link has proved its address too. A change of address that somebody else may have begun is off.
            var reset = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                UPDATE users SET password_hash = @hash, credential_version = credential_version + 1,
                    email_verified_at = coalesce(email_verified_at, @now), pending_email = NULL
                WHERE id = @UserId AND email = @Email AND disabled_at IS NULL
                """, new { hash, proven.UserId, proven.Email, now = clock.GetUtcNow() }, transaction, cancellationToken: token));
            if (reset == 0)
                return null;
            await EndOldAsync(transaction, proven.UserId, except: null, caller, AuditAction.PasswordReset, token);
            return proven.Email;
        }, cancellationToken);

    private async Task EndOldAsync(
        NpgsqlTransaction transaction, Guid userId, Guid? except, Caller caller, string action, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(transaction, userId, except, cancellationToken);
        await OneTimeTokenStore.RevokeAllAsync(transaction, userId, TokenPurpose.ResetPassword, cancellationToken);
        await audit.AddAsync(transaction, caller, action, userId, cancellationToken);
        await outbox.AddAsync(transaction, new PasswordChanged(userId, clock.GetUtcNow()), cancellationToken);
    }
}
