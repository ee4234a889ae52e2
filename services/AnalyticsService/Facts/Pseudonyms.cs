using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Ecommerce.AnalyticsService.Facts;

/// <summary>Names for users that say nothing without the secret, which is made once and is the same for all replicas.</summary>
internal sealed class Pseudonyms(NpgsqlDataSource database)
{
    private const string Name = "pseudonyms";

    private const string Make = "insert into secrets (name, value) values (@Name, @value) on conflict do nothing";

    private const string Read = "select value from secrets where name = @Name";

    private const string Forget = "insert into buyers (key, id) values (@key::bytea, null) on conflict (key) do update set id = null";

    private volatile byte[]? secret;

    /// <summary>A buyer's key as PostgreSQL reads bytes.</summary>
    public async Task<string> KeyOfAsync(Guid userId, CancellationToken cancellationToken)
        => "\\x" + Convert.ToHexString(HMACSHA256.HashData(secret ??= await SecretAsync(cancellationToken), userId.ToByteArray(bigEndian: true)));

    /// <summary>What the user bought stays counted under a name that leads to nobody; what comes later is nobody's.</summary>
    public async Task ForgetAsync(NpgsqlTransaction transaction, Guid userId, CancellationToken cancellationToken)
        => await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Forget, new { key = await KeyOfAsync(userId, cancellationToken) }, transaction, cancellationToken: cancellationToken));

    private async Task<byte[]> SecretAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Make, new { Name, value = RandomNumberGenerator.GetBytes(32) }, cancellationToken: cancellationToken));
        return await connection.QuerySingleAsync<byte[]>(new CommandDefinition(Read, new { Name }, cancellationToken: cancellationToken));
    }
}
