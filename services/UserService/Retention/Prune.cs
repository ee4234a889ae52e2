using Dapper;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.UserService.Retention;

/// <summary>Deletes what has had its time; any replica may do it at any time.</summary>
internal sealed partial class Prune(
    NpgsqlDataSource database, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Prune> logger) : BackgroundService
{
    // Small steps: no long locks, and no long transaction that holds back vacuum.
    private const int Step = 1_000;

    /// <summary>A table, and which of its rows were of use until @now, or for the audit trail until @audit.</summary>
    private static readonly (string Table, string Old)[] Tables =
    [
        // With all their tokens: a reuse is recognised as long as any of the family could be used.
        ("refresh_families", "expires_at < @now"),
        ("one_time_tokens", "expires_at < @now"),
        ("sign_in_tickets", "expires_at < @now"),
        ("attempts", "since < @now - interval '1 day' AND coalesce(held_until, since) < @now"),
        ("audit_entries", "at < @audit"),
    ];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var total = 0;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        foreach (var (table, old) in Tables)
        {
            int deleted;
            do
            {
                deleted = await connection.ExecuteAsync(new CommandDefinition(
                    $"DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {old} LIMIT @Step))",
                    new { now, audit = now - options.Value.Audit, Step }, cancellationToken: cancellationToken));
                total += deleted;
            }
            while (deleted == Step);
        }

        return total;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.Value.PruneInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                LogPruned(await RunAsync(stoppingToken));
            }
            catch (NpgsqlException exception)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Debug, "Deleted {Rows} rows that have had their time")]
    private partial void LogPruned(int rows);

    [LoggerMessage(LogLevel.Warning, "Old rows could not be deleted; trying again later")]
    private partial void LogFailed(Exception exception);
}
