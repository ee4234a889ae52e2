using Ecommerce.Background;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Persistence;

/// <summary>Works on what is due in a table: whenever the table's trigger notifies of a new row, and at each sweep.</summary>
/// <param name="channel">The channel of PostgreSQL that the trigger notifies.</param>
/// <param name="concurrency">Drains under way at the same time: one that hangs does not hold up the others.</param>
public abstract class QueuePump(
    NpgsqlDataSource database, string channel, TimeSpan sweepInterval, int concurrency, TimeProvider timeProvider, ILogger logger)
    : RecurringWorker(sweepInterval, timeProvider, logger)
{
    /// <summary>Works on all that is due.</summary>
    protected abstract Task DrainAsync(CancellationToken cancellationToken);

    protected sealed override async Task RunAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);
        List<Task> drains = [];
        try
        {
            while (true)
            {
                await RemoveCompletedAsync(drains);
                // One more at each notification: as many as there is work for, and hardly any while there is none.
                if (drains.Count < concurrency)
                    drains.Add(Task.Run(() => DrainAsync(stoppingToken), stoppingToken));
                await connection.WaitAsync(Interval, stoppingToken);
            }
        }
        finally
        {
            // What they have begun is to be stored.
            await Task.WhenAll(drains).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task RemoveCompletedAsync(List<Task> drains)
    {
        foreach (var completed in drains.Where(drain => drain.IsCompleted).ToList())
        {
            drains.Remove(completed);
            await completed;
        }
    }
}
