using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Ecommerce.AnalyticsService.Visits;

/// <summary>
/// What visitors' names are made with for a day (UTC), the same for all replicas. It is random and goes when the day is over: then no name can
/// be made again, and nobody be found by it.
/// </summary>
internal sealed class DailySalt(NpgsqlDataSource database, TimeProvider time)
{
    private const string Take = """
        delete from visit_salts where day < @day;
        insert into visit_salts (day, salt) values (@day, @salt) on conflict do nothing;
        select salt from visit_salts where day = @day
        """;

    private const string Forget = "delete from visit_salts where day < @day";

    private volatile Salt? today;

    /// <summary>A visitor's name for today.</summary>
    public async Task<byte[]> NameAsync(Visitor visitor, CancellationToken cancellationToken)
    {
        var day = Today;
        var salt = today is { } known && known.Day == day ? known : await TakeAsync(day, cancellationToken);
        return HMACSHA256.HashData(salt.Value, Encoding.UTF8.GetBytes($"{visitor.Address}\n{visitor.UserAgent}"))[..16];
    }

    /// <summary>Also on a day without visitors.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (today is { } known && known.Day < Today)
            today = null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Forget, new { day = Today }, cancellationToken: cancellationToken));
    }

    private DateTime Today => time.GetUtcNow().UtcDateTime.Date;

    private async Task<Salt> TakeAsync(DateTime day, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var salt = await connection.QuerySingleAsync<byte[]>(
            new CommandDefinition(Take, new { day, salt = RandomNumberGenerator.GetBytes(32) }, cancellationToken: cancellationToken));
        return today = new(day, salt);
    }

    private sealed record Salt(DateTime Day, byte[] Value);
}
