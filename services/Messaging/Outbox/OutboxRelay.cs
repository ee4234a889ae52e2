using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Publishes the outbox: when woken, and in any case at each sweep.</summary>
internal sealed partial class OutboxRelay(
    OutboxPublisher publisher, OutboxBacklog backlog, OutboxSignal signal, MessagingOptions options, TimeProvider time, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.RelayEnabled)
        {
            LogOff();
            return;
        }

        // What the relay asks the database is no part of any request's trace; what it publishes names its own.
        using var untraced = BackgroundWork.Untraced();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var outcome = await DrainAsync(stoppingToken);
                await backlog.MeasureIfDueAsync(stoppingToken);
                failures = outcome.IsLast ? 0 : failures + 1;
                if (failures == 0) await signal.WaitAsync(options.SweepInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException lost)
            {
                failures++;
                LogDatabaseLost(lost.Message);
            }

            if (failures > 0)
                await Task.Delay(Backoff.Delay(failures), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until nothing is left to claim (the outcome is the last), or the broker takes nothing.</summary>
    private async Task<BatchOutcome> DrainAsync(CancellationToken stoppingToken)
    {
        BatchOutcome outcome;
        do
        {
            outcome = await publisher.PublishNextAsync(stoppingToken);
        }
        while (outcome.MadeProgress && !outcome.IsLast && !stoppingToken.IsCancellationRequested);

        return outcome;
    }

    [LoggerMessage(LogLevel.Warning, "This replica leaves the outbox to others: Messaging:RelayEnabled is false")]
    private partial void LogOff();

    [LoggerMessage(LogLevel.Warning, "The outbox cannot be read, trying again: {Reason}")]
    private partial void LogDatabaseLost(string reason);
}
