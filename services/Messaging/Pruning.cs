using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Deletes outbox rows that were published, and inbox rows, once no broker can deliver their events again.</summary>
internal sealed partial class Pruning(NpgsqlDataSource dataSource, MessagingOptions options, TimeProvider time, ILogger<Pruning> logger) : BackgroundService
{
    // Small steps: no long locks, and no long transaction that holds back vacuum.
    private const int Step = 5000;

    private const string OutboxSql =
        "DELETE FROM outbox WHERE position IN (SELECT position FROM outbox WHERE published_at < @before LIMIT @Step)";

    private const string InboxSql =
        "DELETE FROM inbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM inbox WHERE handled_at < @before LIMIT @Step))";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.PruneInterval, time);
        do
        {
            try
            {
                await PruneAsync(stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Retention;
        await DeleteAsync(OutboxSql, before, cancellationToken);
        await DeleteAsync(InboxSql, before, cancellationToken);
    }

    private async Task DeleteAsync(string sql, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        while (await connection.ExecuteAsync(new CommandDefinition(sql, new { before, Step }, cancellationToken: cancellationToken)) == Step)
        {
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old outbox and inbox rows could not be deleted, the next round will: {Reason}")]
    private partial void LogFailed(string reason);
}
