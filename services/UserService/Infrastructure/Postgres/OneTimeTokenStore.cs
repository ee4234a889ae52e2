using Dapper;
using Ecommerce.UserService.Domain.Tokens;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

/// <param name="Secret">The part of the link that proves it.</param>
internal sealed record OneTimeToken(string Secret, DateTimeOffset ExpiresAt);

/// <param name="Email">The address that the link was sent to.</param>
internal sealed record RedeemedToken(Guid UserId, string Email);

internal static class TokenPurpose
{
    public const string VerifyEmail = "verify-email";
    public const string ResetPassword = "reset-password";
}

internal sealed class OneTimeTokenStore(NpgsqlDataSource database, TimeProvider timeProvider)
{
    public async Task<OneTimeToken> IssueAsync(
        NpgsqlTransaction transaction, Guid userId, string email, string purpose, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var token = new OneTimeToken(OpaqueToken.Create(), timeProvider.GetUtcNow() + lifetime);
        await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            INSERT INTO one_time_tokens (hash, user_id, purpose, email, expires_at)
            SELECT @hash, id, @purpose, @email, @ExpiresAt FROM users WHERE id = @userId
            """,
            new { hash = OpaqueToken.HashOf(token.Secret), userId, purpose, email, token.ExpiresAt }, transaction,
            cancellationToken: cancellationToken));
        return token;
    }

    /// <summary>Deletes the token and returns its content; null where it is unknown, used or expired.</summary>
    public Task<RedeemedToken?> RedeemAsync(
        NpgsqlTransaction transaction, string secret, string purpose, CancellationToken cancellationToken)
        => transaction.Connection!.QuerySingleOrDefaultAsync<RedeemedToken>(new CommandDefinition(
            "DELETE FROM one_time_tokens WHERE hash = @hash AND purpose = @purpose AND expires_at > @now RETURNING user_id, email",
            new { hash = OpaqueToken.HashOf(secret), purpose, now = timeProvider.GetUtcNow() }, transaction,
            cancellationToken: cancellationToken));

    /// <summary>Whether the token could be redeemed now.</summary>
    public async Task<bool> IsValidAsync(string secret, string purpose, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT FROM one_time_tokens WHERE hash = @hash AND purpose = @purpose AND expires_at > @now)",
            new { hash = OpaqueToken.HashOf(secret), purpose, now = timeProvider.GetUtcNow() }, cancellationToken: cancellationToken));
    }

    /// <summary>Invalidates all earlier links for this purpose.</summary>
    public static Task RevokeAllAsync(NpgsqlTransaction transaction, Guid userId, string purpose, CancellationToken cancellationToken)
        => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM one_time_tokens WHERE user_id = @userId AND purpose = @purpose", new { userId, purpose },
            transaction, cancellationToken: cancellationToken));
}
