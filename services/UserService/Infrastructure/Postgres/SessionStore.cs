using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Domain.Tokens;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.Web;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class SessionStore(NpgsqlDataSource database, AuditTrail audit, TimeProvider timeProvider)
{
    /// <summary>
    /// Opens a session with its first refresh token; null where the account was disabled or its password changed meanwhile.
    /// </summary>
    public Task<OpenSession?> OpenAsync(SignIn signIn, CancellationToken cancellationToken, string? detail = null)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var now = timeProvider.GetUtcNow();
            var (id, refreshToken) = (Guid.CreateVersion7(now), OpaqueToken.Create());
            var authenticatedAt = signIn.ByPassword ? now : (DateTimeOffset?)null;
            // FOR SHARE on the account: a concurrent end of all sessions waits and ends this one, too.
            var access = await transaction.Connection!.QuerySingleOrDefaultAsync<Access>(new CommandDefinition($"""
                WITH account AS (
                    SELECT id, roles, access_version, {TwoFactorStore.IsOn} AS two_factor FROM users
                    WHERE id = @UserId AND credential_version = @CredentialVersion AND disabled_at IS NULL FOR SHARE
                ), family AS (
                    INSERT INTO refresh_families (id, user_id, expires_at, created_at, last_used_at, user_agent, authenticated_at)
                    SELECT @id, id, @expiresAt, @now, @now, @UserAgent, @authenticatedAt FROM account
                    RETURNING id
                ), token AS (
                    INSERT INTO refresh_tokens (hash, family_id, expires_at) SELECT @hash, id, @expiresAt FROM family
                )
                SELECT roles, access_version AS version, two_factor FROM account
                """,
                new
                {
                    id, signIn.UserId, signIn.CredentialVersion, signIn.Caller.UserAgent, now, authenticatedAt,
                    expiresAt = now + RefreshToken.Lifetime, hash = OpaqueToken.HashOf(refreshToken),
                },
                transaction, cancellationToken: token));
            if (access is null)
                return null;
            await audit.AddAsync(transaction, signIn.Caller, AuditAction.SignedIn, signIn.UserId, token, detail);
            return new OpenSession(id, signIn.UserId, access, authenticatedAt, refreshToken);
        }, cancellationToken);

    /// <summary>
    /// The caller has given the password (and a code) again; null where the session has ended, or the account was disabled or its password
    /// changed meanwhile.
    /// </summary>
    public async Task<SessionAccess?> ReauthenticateAsync(Caller caller, Credential credential, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var access = await connection.QuerySingleOrDefaultAsync<Access>(new CommandDefinition($"""
            UPDATE refresh_families SET authenticated_at = @now
            FROM users
            WHERE refresh_families.id = @SessionId AND users.id = refresh_families.user_id AND users.id = @UserId
                AND refresh_families.ended_at IS NULL AND refresh_families.expires_at > @now
                AND users.credential_version = @CredentialVersion AND users.disabled_at IS NULL
            RETURNING users.roles, users.access_version AS version, {TwoFactorStore.IsOn} AS two_factor
            """, new { caller.SessionId, credential.UserId, credential.CredentialVersion, now }, cancellationToken: cancellationToken));
        return access is null ? null : new(caller.SessionId!.Value, credential.UserId, access, now);
    }

    /// <summary>Active sessions, newest first.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="current">The session that asks; null where somebody else does.</param>
    public async Task<List<Session>> ListAsync(Guid userId, Guid? current, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sessions = await connection.QueryAsync<Session>(new CommandDefinition("""
            SELECT id, created_at, last_used_at, expires_at, user_agent, id IS NOT DISTINCT FROM @current AS current FROM refresh_families
            WHERE user_id = @userId AND id < @Before AND ended_at IS NULL AND expires_at > @now
            ORDER BY id DESC
            LIMIT @Fetched
            """,
            new { userId, current, page.Before, page.Fetched, now = timeProvider.GetUtcNow() },
            cancellationToken: cancellationToken));
        return sessions.AsList();
    }

    /// <summary>False where the caller has no active session with this id.</summary>
    public Task<bool> EndAsync(Caller caller, Guid id, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var ended = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                UPDATE refresh_families SET ended_at = @now
                WHERE id = @id AND user_id = @UserId AND ended_at IS NULL AND expires_at > @now
                """,
                new { id, caller.UserId, now = timeProvider.GetUtcNow() }, transaction, cancellationToken: token));
            if (ended > 0)
                await audit.AddAsync(transaction, caller, AuditAction.SignedOut, caller.UserId, token);
            return ended > 0;
        }, cancellationToken);

    public Task EndAllAsync(Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            // Waits for concurrent sign-ins.
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "SELECT FROM users WHERE id = @UserId FOR NO KEY UPDATE", new { caller.UserId }, transaction, cancellationToken: token));
            await EndAllAsync(transaction, caller.UserId, except: null, token);
            await audit.AddAsync(transaction, caller, AuditAction.SessionsEnded, caller.UserId, token);
        }, cancellationToken);

    /// <summary>Ends an account's sessions within a transaction that has locked the account's row.</summary>
    public Task EndAllAsync(NpgsqlTransaction transaction, Guid userId, Guid? except, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            UPDATE refresh_families SET ended_at = @now
            WHERE user_id = @userId AND ended_at IS NULL AND id IS DISTINCT FROM @except
            """, new { userId, except, now = timeProvider.GetUtcNow() }, transaction, cancellationToken: cancellationToken));
}
