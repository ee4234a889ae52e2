using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Wakes the relay when a transaction with an event commits. Only for speed: the relay's sweep finds what this misses.</summary>
internal sealed partial class OutboxListener(NpgsqlDataSource dataSource, OutboxSignal signal, TimeProvider time, ILogger<OutboxListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException lost)
            {
                LogLost(lost.Message);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => signal.Set();
        await ExecuteAsync("LISTEN outbox");
        signal.Set(); // for what was committed while nobody listened

        while (true)
        {
            // A connection that died silently shows only when it is used.
            if (!await connection.WaitAsync(Quiet, cancellationToken)) await ExecuteAsync("SELECT 1");
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Lost the outbox's notifications, the sweep goes on: {Reason}")]
    private partial void LogLost(string reason);
}
