using System.Data;
using Ecommerce.Background;
using Npgsql;

namespace Ecommerce.SearchService.Infrastructure.Workers;

/// <summary>
/// Elects the replica that indexes and rebuilds: the one that holds an advisory lock, for as long as its connection is open. It is woken by
/// notifications of the product projection and polls besides.
/// </summary>
internal sealed class IndexLeader(
    NpgsqlDataSource database, Indexer indexer, RebuildRunner rebuilds, TimeProvider timeProvider, ILogger<IndexLeader> logger)
    : RecurringWorker(PollInterval, timeProvider, logger)
{
    // Any number, the same for all replicas.
    private const long LockKey = 7_402_195_118_033;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // Searches show old data until indexing goes on.
    protected override ExponentialBackoff Backoff => ExponentialBackoff.Default with { Max = PollInterval };

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using var tryLock = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockKey})", connection);
        if (await tryLock.ExecuteScalarAsync(stoppingToken) is not true)
            return;

        try
        {
            await LeadAsync(connection, stoppingToken);
        }
        finally
        {
            // The connection returns to the pool with its locks and subscriptions unless they are removed.
            await ExecuteAsync(connection, "UNLISTEN *; SELECT pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    private async Task LeadAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await ExecuteAsync(connection, "LISTEN products_to_index", stoppingToken);
        await indexer.InitializeAsync(stoppingToken);
        await Task.WhenAll(
            CancelOtherAtEndAsync(IndexAsync(connection, either.Token), either),
            CancelOtherAtEndAsync(rebuilds.RunAsync(either.Token), either));
    }

    private async Task IndexAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        while (true)
        {
            await indexer.IndexPendingAsync(cancellationToken);
            await connection.WaitAsync(PollInterval, cancellationToken);
        }
    }

    private static async Task CancelOtherAtEndAsync(Task work, CancellationTokenSource both)
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

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        if (connection.State != ConnectionState.Open)
            return;
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
