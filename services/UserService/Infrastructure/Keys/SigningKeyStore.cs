using Dapper;
using Ecommerce.Persistence;
using Ecommerce.UserService.Domain.Keys;
using Npgsql;

namespace Ecommerce.UserService.Infrastructure.Keys;

internal sealed class SigningKeyStore(NpgsqlDataSource database, SigningKeyProtection protection, TimeProvider timeProvider)
{
    private const string Select = "SELECT id, private_key, signs_from FROM signing_keys ORDER BY signs_from DESC, id DESC";

    /// <summary>All keys, the one that signs last first.</summary>
    public async Task<List<StoredSigningKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (
            await connection.QueryAsync<StoredSigningKey>(new CommandDefinition(Select, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Plans and applies a rotation under a lock: replicas that do so at the same time see each other's keys.</summary>
    public Task<RotationPlan> RotateAsync(Func<IReadOnlyCollection<KeyTerm>, RotationPlan> plan, CancellationToken cancellationToken)
        => database.InTransactionAsync(async (transaction, token) =>
        {
            var connection = transaction.Connection!;
            // This lock blocks other rotations, not readers.
            await connection.ExecuteAsync(new CommandDefinition(
                "LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE", transaction: transaction, cancellationToken: token));
            var keys = await connection.QueryAsync<StoredSigningKey>(
                new CommandDefinition(Select, transaction: transaction, cancellationToken: token));
            var rotation = plan([.. keys.Select(key => key.Term)]);
            if (rotation.NewKeySignsFrom is { } signsFrom)
                await AddAsync(transaction, signsFrom, token);
            if (rotation.Retired.Count > 0)
                await connection.ExecuteAsync(new CommandDefinition(
                    "DELETE FROM signing_keys WHERE id = ANY (@retired)", new { retired = rotation.Retired.ToArray() }, transaction,
                    cancellationToken: token));
            return rotation;
        }, cancellationToken);

    private Task<int> AddAsync(NpgsqlTransaction transaction, DateTimeOffset signsFrom, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "INSERT INTO signing_keys (id, private_key, created_at, signs_from) VALUES (@id, @privateKey, @now, @signsFrom)",
            new { id = Guid.CreateVersion7(now).ToString("N"), privateKey = protection.Generate(), now, signsFrom },
            transaction, cancellationToken: cancellationToken));
    }
}
