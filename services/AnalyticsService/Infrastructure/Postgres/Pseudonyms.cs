using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>Pseudonymizes buyers with a keyed hash. The secret key is created once and shared by all replicas.</summary>
internal sealed class Pseudonyms(NpgsqlDataSource database)
{
    private const string Name = "pseudonyms";

    private const string CreateSql = "INSERT INTO secrets (name, value) VALUES (@Name, @value) ON CONFLICT DO NOTHING";

    private const string ReadSql = "SELECT value FROM secrets WHERE name = @Name";

    private const string AnonymizeSql = "INSERT INTO buyers (key, id) VALUES (@key::bytea, NULL) ON CONFLICT (key) DO UPDATE SET id = NULL";

    private volatile byte[]? secret;

    /// <summary>A buyer's key as a literal of PostgreSQL's <c>bytea</c>.</summary>
    public async Task<string> KeyOfAsync(Guid userId, CancellationToken cancellationToken)
    {
        secret ??= await ReadSecretAsync(cancellationToken);
        return "\\x" + Convert.ToHexString(HMACSHA256.HashData(secret, userId.ToByteArray(bigEndian: true)));
    }

    /// <summary>Unlinks the pseudonym from the user: orders are still counted, later ones without a buyer.</summary>
    public async Task AnonymizeAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
        => await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            AnonymizeSql, new { key = await KeyOfAsync(userId, cancellationToken) }, transaction, cancellationToken: cancellationToken));

    private async Task<byte[]> ReadSecretAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var value = RandomNumberGenerator.GetBytes(32);
        await connection.ExecuteAsync(new CommandDefinition(CreateSql, new { Name, value }, cancellationToken: cancellationToken));
        return await connection.QuerySingleAsync<byte[]>(
            new CommandDefinition(ReadSql, new { Name }, cancellationToken: cancellationToken));
    }
}
