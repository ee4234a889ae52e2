using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Calls;

/// <summary>Sees to it that due calls are made: at once when a transaction that asks for one commits, and in any case at each sweep.</summary>
internal sealed partial class CallWorker(
    NpgsqlDataSource database, CallMaker calls, IOptions<CallOptions> options, TimeProvider time, ILogger<CallWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                LogDatabaseAway(logger, exception);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand("listen provider_calls", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        List<Task> working = [];
        try
        {
            while (true)
            {
                await RestockAsync(working, cancellationToken);
                await connection.WaitAsync(options.Value.SweepInterval, cancellationToken);
            }
        }
        finally
        {
            // Their calls are made and under way: what they were answered is to be stored.
            await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A call that hangs holds up none of the others.</summary>
    private async Task RestockAsync(List<Task> working, CancellationToken cancellationToken)
    {
        foreach (var ended in working.Where(task => task.IsCompleted).ToList())
        {
            working.Remove(ended);
            await ended;
        }

        // One more each time: as many as there are payments, and hardly any while there are none.
        if (working.Count < options.Value.Concurrency)
            working.Add(Task.Run(() => calls.MakeDueCallsAsync(cancellationToken), cancellationToken));
    }

    [LoggerMessage(LogLevel.Warning, "Due calls of the provider could not be made; it is tried again")]
    private static partial void LogDatabaseAway(ILogger logger, Exception exception);
}
