using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Rebuild;
using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.SearchService.Indexing;

/// <summary>
/// One replica indexes and rebuilds: the one that holds a lock of the database, for as long as its connection lives. It is woken by the
/// ledger's notifications and looks by itself now and then.
/// </summary>
internal sealed partial class IndexLeader(
    NpgsqlDataSource database, ISearchEngine engine, Indexer indexer, RebuildRunner rebuilds, TimeProvider time, ILogger<IndexLeader> logger) : BackgroundService
{
    // Any number, the same for all replicas.
    private const long Lock = 7_402_195_118_033;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TryLeadAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested && (failure is NpgsqlException || engine.IsOutage(failure)))
            {
                LogPaused(failure.Message);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryLeadAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using var tryLock = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Lock})", connection);
        if (await tryLock.ExecuteScalarAsync(stoppingToken) is not true)
            return;

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        try
        {
            await RunAsync(connection, "LISTEN products_to_index", stoppingToken);
            await indexer.TakeOverAsync(stoppingToken);
            await Task.WhenAll(StopOtherAsync(IndexAsync(connection, lost.Token), lost), StopOtherAsync(rebuilds.RunAsync(lost.Token), lost));
        }
        finally
        {
            // The connection goes back into the pool as it is.
            await RunAsync(connection, "UNLISTEN *; SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    private async Task IndexAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            await indexer.DrainAsync(cancellationToken);
            await connection.WaitAsync(Pause, cancellationToken);
        }
    }

    private static async Task StopOtherAsync(Task work, CancellationTokenSource both)
    {
        try
        {
            await work;
        }
        finally
        {
            await both.CancelAsync();
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        if (connection.State != System.Data.ConnectionState.Open)
            return;
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Indexing pauses: {Reason}")]
    private partial void LogPaused(string reason);
}
