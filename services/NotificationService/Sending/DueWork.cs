using Ecommerce.ServiceDefaults;
using Npgsql;

namespace Ecommerce.NotificationService.Sending;

/// <summary>Does what is due in a table: whenever the database notifies of it, and at each sweep.</summary>
/// <param name="channel">What the table's trigger notifies.</param>
/// <param name="concurrency">Rounds under way at the same time: one that hangs holds up none of the others.</param>
internal sealed partial class DueWork(
    NpgsqlDataSource database, string channel, TimeSpan sweepInterval, int concurrency, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="round">Does all that is due.</param>
    public async Task RunAsync(Func<CancellationToken, Task> round, CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(round, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever it was, what is due stays so, and nobody else looks after it.
            catch (Exception failure)
            {
                if (failure is NpgsqlException)
                    LogDatabaseAway(logger, channel, failure.Message);
                else
                    LogFault(logger, failure, channel);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(Func<CancellationToken, Task> round, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {channel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        List<Task> working = [];
        try
        {
            while (true)
            {
                foreach (var ended in working.Where(task => task.IsCompleted).ToList())
                {
                    working.Remove(ended);
                    await ended;
                }

                if (working.Count < concurrency)
                    working.Add(Task.Run(() => round(cancellationToken), cancellationToken));
                await connection.WaitAsync(sweepInterval, cancellationToken);
            }
        }
        finally
        {
            // What they have begun is to be written down.
            await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due in {Table} met a fault of this program; it is tried again")]
    private static partial void LogFault(ILogger logger, Exception fault, string table);

    [LoggerMessage(LogLevel.Warning, "What is due in {Table} could not be done; it is tried again: {Reason}")]
    private static partial void LogDatabaseAway(ILogger logger, string table, string reason);
}
