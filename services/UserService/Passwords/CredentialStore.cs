using Dapper;
using Npgsql;

namespace Ecommerce.UserService.Passwords;

/// <summary>What a login is checked against.</summary>
internal sealed record Credential
{
    public required Guid UserId { get; init; }
    public required string Email { get; init; }
    public required string[] Roles { get; init; }

    /// <summary>Null for who signs in through a provider only.</summary>
    public required string? PasswordHash { get; init; }

    /// <summary>Another one where the password is another one, or the account was disabled since.</summary>
    public required int CredentialVersion { get; init; }

    public required DateTimeOffset? DisabledAt { get; init; }
}

internal sealed class CredentialStore(NpgsqlDataSource database)
{
    public const string Select = "SELECT id AS user_id, email, roles, password_hash, credential_version, disabled_at FROM users";

    public Task<Credential?> FindAsync(string email, CancellationToken cancellationToken)
        => FindAsync($"{Select} WHERE email = @email", new { email }, cancellationToken);

    public Task<Credential?> FindAsync(Guid userId, CancellationToken cancellationToken)
        => FindAsync($"{Select} WHERE id = @userId", new { userId }, cancellationToken);

    /// <summary>Replaces the hash by another one of the same password, unless the password was changed since.</summary>
    public async Task ReplaceHashAsync(Credential credential, string passwordHash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE users SET password_hash = @passwordHash WHERE id = @UserId AND credential_version = @CredentialVersion",
            new { passwordHash, credential.UserId, credential.CredentialVersion }, cancellationToken: cancellationToken));
    }

    private async Task<Credential?> FindAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Credential>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
