using Dapper;
using Ecommerce.UserService.Domain.Accounts;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class CredentialStore(NpgsqlDataSource database)
{
    public const string Select = """
        SELECT id AS user_id, email, roles, password_hash, credential_version, device_key, disabled_at,
            (SELECT confirmed_at FROM two_factors WHERE user_id = users.id) AS two_factor_since
        FROM users
        """;

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
        return await connection.QuerySingleOrDefaultAsync<Credential>(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));
    }
}
