using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Ecommerce.AnalyticsService.Infrastructure.Postgres;

/// <summary>
/// A random salt for the pseudonyms of visitors, the same for all replicas. It is deleted at the end of the day (UTC): from then on nobody
/// can compute a pseudonym of that day again.
/// </summary>
internal sealed class DailySalt(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const string ReadSql = """
        DELETE FROM visit_salts WHERE day < @day;
        INSERT INTO visit_salts (day, salt) VALUES (@day, @salt) ON CONFLICT DO NOTHING;
        SELECT salt FROM visit_salts WHERE day = @day
        """;

    private const string DeleteOldSql = "DELETE FROM visit_salts WHERE day < @day";

    private volatile Salt? today;

    /// <summary>The pseudonym of a visitor for today.</summary>
    public async Task<byte[]> PseudonymAsync(string address, string userAgent, CancellationToken cancellationToken)
    {
        var day = Today;
        var salt = today is { } known && known.Day == day ? known : await ReadAsync(day, cancellationToken);
        return HMACSHA256.HashData(salt.Value, Encoding.UTF8.GetBytes($"{address}\n{userAgent}"))[..16];
    }

    /// <summary>Deletes the salts of past days.</summary>
    public async Task DeleteOldAsync(CancellationToken cancellationToken)
    {
        if (today is { } known && known.Day < Today)
            today = null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(DeleteOldSql, new { day = Today }, cancellationToken: cancellationToken));
    }

    private DateTime Today => timeProvider.GetUtcNow().UtcDateTime.Date;

    private async Task<Salt> ReadAsync(DateTime day, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var salt = await connection.QuerySingleAsync<byte[]>(
            new CommandDefinition(ReadSql, new { day, salt = RandomNumberGenerator.GetBytes(32) }, cancellationToken: cancellationToken));
        return today = new(day, salt);
    }

    private sealed record Salt(DateTime Day, byte[] Value);
}
