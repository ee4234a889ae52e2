using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.UserService.Keys;

internal sealed class SigningKeyStore(NpgsqlDataSource database, SigningKeyProtection protection, TimeProvider clock)
{
    /// <summary>All keys, newest first.</summary>
    public async Task<List<StoredSigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var keys = await connection.QueryAsync<StoredSigningKey>(new CommandDefinition(
            "SELECT id, private_key FROM signing_keys ORDER BY created_at DESC, id DESC", cancellationToken: cancellationToken));
        return keys.AsList();
    }

    /// <summary>Makes the first key, once over all replicas that start at the same time.</summary>
    public Task EnsureOneAsync(CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            // Conflicts with itself, not with readers.
            await connection.ExecuteAsync(new CommandDefinition(
                "LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE", transaction: transaction, cancellationToken: token));
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "SELECT EXISTS (SELECT FROM signing_keys)", transaction: transaction, cancellationToken: token)))
                return;

            var now = clock.GetUtcNow();
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO signing_keys (id, private_key, created_at) VALUES (@id, @privateKey, @now)",
                new { id = Guid.CreateVersion7(now).ToString("N"), privateKey = protection.Generate(), now },
                transaction, cancellationToken: token));
        }, cancellationToken);
}
