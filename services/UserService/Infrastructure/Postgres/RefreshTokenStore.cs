using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Audit;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Domain.Tokens;
using Ecommerce.UserService.Infrastructure.Http;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <param name="Session">With the next token; null unless the verdict is valid.</param>
internal sealed record Rotation(RefreshVerdict Verdict, StoredRefreshToken? Token, OpenSession? Session);

internal sealed class RefreshTokenStore(NpgsqlDataSource database, AuditTrail audit, TimeProvider timeProvider)
{
    /// <summary>Replaces a token by its successor. A token that was used before revokes its family.</summary>
    public Task<Rotation> RotateAsync(string token, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, cancellation) =>
        {
            var hash = OpaqueToken.HashOf(token);
            var now = timeProvider.GetUtcNow();
            var stored = await LockAsync(hash, transaction, cancellation);
            var verdict = RefreshRules.Evaluate(stored, now);
            if (verdict == RefreshVerdict.Reused && await RevokeAsync(hash, now, transaction, cancellation) is { } owner)
                await audit.AddAsync(transaction, caller, AuditAction.RefreshTokenReused, owner, cancellation);
            var session = verdict == RefreshVerdict.Valid
                ? await ReplaceAsync(hash, stored!, now, transaction, cancellation)
                : null;
            return new Rotation(verdict, stored, session);
        }, cancellationToken);

    /// <summary>Revokes the family of a token, whatever its state.</summary>
    public Task RevokeFamilyAsync(string token, Caller caller, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, cancellation) =>
        {
            if (await RevokeAsync(OpaqueToken.HashOf(token), timeProvider.GetUtcNow(), transaction, cancellation) is { } owner)
                await audit.AddAsync(transaction, caller, AuditAction.SignedOut, owner, cancellation);
        }, cancellationToken);

    // Locks both rows: a concurrent rotation waits and then sees the result of this one.
    private static Task<StoredRefreshToken?> LockAsync(byte[] hash, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<StoredRefreshToken>(new CommandDefinition($"""
            SELECT token.family_id, family.user_id, users.roles, users.access_version, {TwoFactorStore.IsOn} AS two_factor,
                family.authenticated_at, token.expires_at, token.used_at, family.ended_at
            FROM refresh_tokens token
            JOIN refresh_families family ON family.id = token.family_id
            JOIN users ON users.id = family.user_id
            WHERE token.hash = @hash
            FOR NO KEY UPDATE OF token, family
            """, new { hash }, transaction, cancellationToken: cancellationToken));

    private static async Task<OpenSession> ReplaceAsync(
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
        var access = new Access { Roles = token.Roles, Version = token.AccessVersion, TwoFactor = token.TwoFactor };
        return new(token.FamilyId, token.UserId, access, token.AuthenticatedAt, successor);
    }

    /// <summary>The owner of the family; null where it was revoked before or does not exist.</summary>
    private static Task<Guid?> RevokeAsync(
        byte[] hash, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition("""
            UPDATE refresh_families SET ended_at = @now
            WHERE id = (SELECT family_id FROM refresh_tokens WHERE hash = @hash) AND ended_at IS NULL
            RETURNING user_id
            """, new { hash, now }, transaction, cancellationToken: cancellationToken));
}
