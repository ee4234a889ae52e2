using Dapper;
using Ecommerce.Persistence;
using Npgsql;

namespace Ecommerce.UserService.Keys;

internal sealed class SigningKeyStore(NpgsqlDataSource database, SigningKeyProtection protection, TimeProvider clock)
{
    private const string Select = "SELECT id, private_key, signs_from FROM signing_keys ORDER BY signs_from DESC, id DESC";

    /// <summary>All keys, the one that signs last first.</summary>
    public async Task<List<StoredSigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<StoredSigningKey>(new CommandDefinition(Select, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Carries out what <paramref name="plan"/> makes of the keys, once over all replicas that come to it at the same time.</summary>
    public Task ChangeAsync(Func<IReadOnlyCollection<KeyTerm>, RotationPlan> plan, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            // Conflicts with itself, not with readers.
            await connection.ExecuteAsync(new CommandDefinition(
                "LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE", transaction: transaction, cancellationToken: token));
            var keys = await connection.QueryAsync<StoredSigningKey>(new CommandDefinition(Select, transaction: transaction, cancellationToken: token));
            var (signsFrom, retired) = plan([.. keys.Select(key => key.Term)]);
            if (signsFrom is not null)
                await AddAsync(transaction, signsFrom.Value, token);
            if (retired.Count > 0)
                await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM signing_keys WHERE id = ANY (@retired)", new { retired = retired.ToArray() }, transaction, cancellationToken: token));
        }, cancellationToken);

    private Task<int> AddAsync(NpgsqlTransaction transaction, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "INSERT INTO signing_keys (id, private_key, created_at, signs_from) VALUES (@id, @privateKey, @now, @signsFrom)",
            new { id = Guid.CreateVersion7(now).ToString("N"), privateKey = protection.Generate(), now, signsFrom },
            transaction, cancellationToken: cancellationToken));
    }
}
