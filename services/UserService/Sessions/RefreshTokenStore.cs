using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.UserService.Sessions;

/// <param name="Successor">The next token, where the verdict is valid.</param>
internal sealed record Rotation(RefreshVerdict Verdict, StoredRefreshToken? Token, string? Successor);

internal sealed class RefreshTokenStore(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Begins a family with its first token.</summary>
    public async Task<string> BeginAsync(Guid userId, CancellationToken cancellationToken)
    {
        var token = RefreshToken.Create();
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("""
            WITH family AS (
                INSERT INTO refresh_families (id, user_id, expires_at) VALUES (@familyId, @userId, @expiresAt) RETURNING id
            )
            INSERT INTO refresh_tokens (hash, family_id, expires_at) SELECT @hash, id, @expiresAt FROM family
            """,
            new { familyId = Guid.CreateVersion7(now), userId, hash = RefreshToken.HashOf(token), expiresAt = now + RefreshToken.Lifetime },
            cancellationToken: cancellationToken));
        return token;
    }

    /// <summary>Uses a token up for its successor; a token that was used before ends its family.</summary>
    public Task<Rotation> RotateAsync(string token, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, cancellation) =>
        {
            var hash = RefreshToken.HashOf(token);
            var now = clock.GetUtcNow();
            var stored = await LockAsync(hash, transaction, cancellation);
            var verdict = RefreshRules.Judge(stored, now);
            if (verdict == RefreshVerdict.Reused)
                await EndAsync(hash, now, transaction.Connection!, cancellation);
            var successor = verdict == RefreshVerdict.Valid
                ? await SucceedAsync(hash, stored!.FamilyId, now, transaction, cancellation)
                : null;
            return new Rotation(verdict, stored, successor);
        }, cancellationToken);

    /// <summary>Ends the family of a token, whatever its state.</summary>
    public async Task EndFamilyAsync(string token, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await EndAsync(RefreshToken.HashOf(token), clock.GetUtcNow(), connection, cancellationToken);
    }

    /// <summary>Deletes the families whose last token has expired, with all their tokens.</summary>
    public async Task<int> PruneAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM refresh_families WHERE expires_at < @now", new { now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }

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

    private static async Task<string> SucceedAsync(
        byte[] hash, Guid familyId, DateTimeOffset now, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var successor = RefreshToken.Create();
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            UPDATE refresh_tokens SET used_at = @now WHERE hash = @hash;
            UPDATE refresh_families SET expires_at = @expiresAt WHERE id = @familyId;
            INSERT INTO refresh_tokens (hash, family_id, expires_at) VALUES (@successorHash, @familyId, @expiresAt);
            """,
            new { hash, familyId, now, successorHash = RefreshToken.HashOf(successor), expiresAt = now + RefreshToken.Lifetime },
            transaction, cancellationToken: cancellationToken));
        return successor;
    }

    private static Task<int> EndAsync(byte[] hash, DateTimeOffset now, NpgsqlConnection connection, CancellationToken cancellationToken)
        => connection.ExecuteAsync(new CommandDefinition("""
            UPDATE refresh_families SET ended_at = @now
            WHERE id = (SELECT family_id FROM refresh_tokens WHERE hash = @hash) AND ended_at IS NULL
            """, new { hash, now }, cancellationToken: cancellationToken));
}
