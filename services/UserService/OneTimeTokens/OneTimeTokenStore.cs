using Dapper;
using Npgsql;

namespace Ecommerce.UserService.OneTimeTokens;

/// <param name="Secret">What the link carries.</param>
internal sealed record OneTimeToken(string Secret, DateTimeOffset ExpiresAt);

/// <param name="Email">Where the link was sent.</param>
internal sealed record ProvenToken(Guid UserId, string Email);

internal static class TokenPurpose
{
    public const string VerifyEmail = "verify-email";
    public const string ResetPassword = "reset-password";
}

internal sealed class OneTimeTokenStore(NpgsqlDataSource database, TimeProvider clock)
{
    public async Task<OneTimeToken> IssueAsync(
        NpgsqlTransaction transaction, Guid userId, string email, string purpose, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var token = new OneTimeToken(OpaqueToken.Create(), clock.GetUtcNow() + lifetime);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            INSERT INTO one_time_tokens (hash, user_id, purpose, email, expires_at)
            SELECT @hash, id, @purpose, @email, @ExpiresAt FROM users WHERE id = @userId
            """,
            new { hash = OpaqueToken.HashOf(token.Secret), userId, purpose, email, token.ExpiresAt }, transaction, cancellationToken: cancellationToken));
        return token;
    }

    /// <summary>Uses a token up; null where it is unknown, used or expired.</summary>
    public Task<ProvenToken?> UseAsync(NpgsqlTransaction transaction, string secret, string purpose, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<ProvenToken>(new CommandDefinition(
            "DELETE FROM one_time_tokens WHERE hash = @hash AND purpose = @purpose AND expires_at > @now RETURNING user_id, email",
            new { hash = OpaqueToken.HashOf(secret), purpose, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellationToken));

    /// <summary>Whether a token could be used at this moment.</summary>
    public async Task<bool> IsGoodAsync(string secret, string purpose, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM one_time_tokens WHERE hash = @hash AND purpose = @purpose AND expires_at > @now)",
            new { hash = OpaqueToken.HashOf(secret), purpose, now = clock.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>No link for this purpose that was mailed before works any more.</summary>
    public static Task RevokeAllAsync(NpgsqlTransaction transaction, Guid userId, string purpose, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM one_time_tokens WHERE user_id = @userId AND purpose = @purpose", new { userId, purpose },
            transaction, cancellationToken: cancellationToken));
}
