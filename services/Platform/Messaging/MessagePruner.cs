using Dapper;
using Ecommerce.Background;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Deletes outbox rows that were published, and inbox rows, once no broker can deliver their events again.</summary>
internal sealed class MessagePruner(
    NpgsqlDataSource dataSource, MessagingOptions options, TimeProvider timeProvider, ILogger<MessagePruner> logger)
    : RecurringWorker(options.PruneInterval, timeProvider, logger)
{
    // Small steps: no long locks, and no long transaction that holds back vacuum.
    private const int Step = 5000;

    private const string OutboxSql =
        "DELETE FROM outbox WHERE position IN (SELECT position FROM outbox WHERE published_at < @before LIMIT @Step)";

    private const string InboxSql =
        "DELETE FROM inbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM inbox WHERE handled_at < @before LIMIT @Step))";

    protected override Task RunAsync(CancellationToken stoppingToken) => PruneAsync(stoppingToken);

    public async Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = TimeProvider.GetUtcNow() - options.Retention;
        await DeleteAsync(OutboxSql, before, cancellationToken);
        await DeleteAsync(InboxSql, before, cancellationToken);
    }

    private async Task DeleteAsync(string sql, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        while (await connection.ExecuteAsync(
            new CommandDefinition(sql, new { before, Step }, cancellationToken: cancellationToken)) == Step)
        {
        }
    }
}
