using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Calls;

/// <summary>Sees to it that due calls are made: at once when a transaction that asks for one commits, and in any case at each sweep.</summary>
internal sealed partial class CallWorker(NpgsqlDataSource database, CallMaker calls, IOptions<CallOptions> options, TimeProvider time, ILogger<CallWorker> logger)
    : BackgroundService
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
        while (true)
        {
            await Task.WhenAll(Enumerable.Range(0, options.Value.Concurrency).Select(_ => calls.MakeDueCallsAsync(cancellationToken)));
            await connection.WaitAsync(options.Value.SweepInterval, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Due calls of the provider could not be made; it is tried again")]
    private static partial void LogDatabaseAway(ILogger logger, Exception exception);
}
