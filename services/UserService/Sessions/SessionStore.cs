using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Ecommerce.UserService.Paging;
using Npgsql;

namespace Ecommerce.UserService.Sessions;

internal sealed class SessionStore(NpgsqlDataSource database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Begins a session with its first refresh token; null where the account was disabled, or got another password, meanwhile.</summary>
    public Task<OpenSession?> OpenAsync(Arrival arrival, CancellationToken cancellationToken, string? detail = null)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var now = clock.GetUtcNow();
            var session = new OpenSession(Guid.CreateVersion7(now), arrival.UserId, arrival.Roles, OpaqueToken.Create());
            // The account's row is held, so that whoever ends all sessions at this moment ends this one too.
            var opened = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
                WITH account AS (
                    SELECT id FROM users WHERE id = @UserId AND credential_version = @CredentialVersion AND disabled_at IS NULL FOR SHARE
                ), family AS (
                    INSERT INTO refresh_families (id, user_id, expires_at, created_at, last_used_at, user_agent)
                    SELECT @Id, id, @expiresAt, @now, @now, @UserAgent FROM account
                    RETURNING id
                )
                INSERT INTO refresh_tokens (hash, family_id, expires_at) SELECT @hash, id, @expiresAt FROM family
                """,
                new
                {
                    session.Id, arrival.UserId, arrival.CredentialVersion, arrival.Caller.UserAgent, now,
                    expiresAt = now + RefreshToken.Lifetime, hash = OpaqueToken.HashOf(session.RefreshToken),
                },
                transaction, cancellationToken: token));
            if (opened == 0)
                return null;
            await audit.AddAsync(transaction, arrival.Caller, AuditAction.SignedIn, arrival.UserId, token, detail);
            return session;
        }, cancellationToken);

    /// <summary>Those that can still be used, newest first.</summary>
    public async Task<List<Session>> ListAsync(Caller caller, PageRequest page, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var sessions = await connection.QueryAsync<Session>(new CommandDefinition("""
            SELECT id, created_at, last_used_at, expires_at, user_agent, id IS NOT DISTINCT FROM @SessionId AS current FROM refresh_families
            WHERE user_id = @UserId AND id < @Before AND ended_at IS NULL AND expires_at > @now
            ORDER BY id DESC
            LIMIT @Fetched
            """,
            new { caller.UserId, caller.SessionId, page.Before, page.Fetched, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
        return sessions.AsList();
    }

    /// <summary>False where the caller has no such session.</summary>
    public Task<bool> EndAsync(Caller caller, Guid id, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var ended = await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "UPDATE refresh_families SET ended_at = @now WHERE id = @id AND user_id = @UserId AND ended_at IS NULL AND expires_at > @now",
                new { id, caller.UserId, now = clock.GetUtcNow() }, transaction, cancellationToken: token));
            if (ended > 0)
                await audit.AddAsync(transaction, caller, AuditAction.SignedOut, caller.UserId, token);
            return ended > 0;
        }, cancellationToken);

    public Task EndAllAsync(Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            // Waits for whoever signs in at this moment.
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                "SELECT FROM users WHERE id = @UserId FOR NO KEY UPDATE", new { caller.UserId }, transaction, cancellationToken: token));
            await EndAllAsync(transaction, caller.UserId, except: null, token);
            await audit.AddAsync(transaction, caller, AuditAction.SessionsEnded, caller.UserId, token);
        }, cancellationToken);

    /// <summary>Ends an account's sessions through the transaction of what ends them, which holds the account's row.</summary>
    public Task EndAllAsync(NpgsqlTransaction transaction, Guid userId, Guid? except, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            UPDATE refresh_families SET ended_at = @now
            WHERE user_id = @userId AND ended_at IS NULL AND id IS DISTINCT FROM @except
            """, new { userId, except, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellationToken));
}
