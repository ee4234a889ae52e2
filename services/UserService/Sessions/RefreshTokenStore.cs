using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Audit;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.OneTimeTokens;
using Npgsql;

namespace Ecommerce.UserService.Sessions;

/// <param name="Session">With the next token, where the verdict is valid.</param>
internal sealed record Rotation(RefreshVerdict Verdict, StoredRefreshToken? Token, OpenSession? Session);

internal sealed class RefreshTokenStore(NpgsqlDataSource database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Uses a token up for its successor; a token that was used before ends its family.</summary>
    public Task<Rotation> RotateAsync(string token, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, cancellation) =>
        {
            var hash = OpaqueToken.HashOf(token);
            var now = clock.GetUtcNow();
            var stored = await LockAsync(hash, transaction, cancellation);
            var verdict = RefreshRules.Judge(stored, now);
            if (verdict == RefreshVerdict.Reused && await EndAsync(hash, now, transaction, cancellation) is { } owner)
                await audit.AddAsync(transaction, caller, AuditAction.RefreshTokenReused, owner, cancellation);
            var session = verdict == RefreshVerdict.Valid
                ? await SucceedAsync(hash, stored!, now, transaction, cancellation)
                : null;
            return new Rotation(verdict, stored, session);
        }, cancellationToken);

    /// <summary>Ends the family of a token, whatever its state.</summary>
    public Task EndFamilyAsync(string token, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, cancellation) =>
        {
            if (await EndAsync(OpaqueToken.HashOf(token), clock.GetUtcNow(), transaction, cancellation) is { } owner)
                await audit.AddAsync(transaction, caller, AuditAction.SignedOut, owner, cancellation);
        }, cancellationToken);

    // Both rows are locked, so that whoever waited here sees what the one before has done.
    private static Task<StoredRefreshToken?> LockAsync(byte[] hash, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<StoredRefreshToken>(new CommandDefinition("""
            SELECT token.family_id, family.user_id, users.roles, token.expires_at, token.used_at, family.ended_at
            FROM refresh_tokens token
            JOIN refresh_families family ON family.id = token.family_id
            JOIN users ON users.id = family.user_id
            WHERE token.hash = @hash
            FOR NO KEY UPDATE OF token, family
            """, new { hash }, transaction, cancellationToken: cancellationToken));

    private static async Task<OpenSession> SucceedAsync(
        byte[] hash, StoredRefreshToken token, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var successor = OpaqueToken.Create();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            UPDATE refresh_tokens SET used_at = @now WHERE hash = @hash;
            UPDATE refresh_families SET expires_at = @expiresAt, last_used_at = @now WHERE id = @FamilyId;
            INSERT INTO refresh_tokens (hash, family_id, expires_at) VALUES (@successorHash, @FamilyId, @expiresAt);
            """,
            new { hash, token.FamilyId, now, successorHash = OpaqueToken.HashOf(successor), expiresAt = now + RefreshToken.Lifetime },
            transaction, cancellationToken: cancellationToken));
        return new(token.FamilyId, token.UserId, token.Roles, successor);
    }

    /// <summary>Whose family it was; null where it had ended already, or there is none.</summary>
    private static Task<Guid?> EndAsync(byte[] hash, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition("""
            UPDATE refresh_families SET ended_at = @now
            WHERE id = (SELECT family_id FROM refresh_tokens WHERE hash = @hash) AND ended_at IS NULL
            RETURNING user_id
            """, new { hash, now }, transaction, cancellationToken: cancellationToken));
}
