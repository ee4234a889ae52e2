using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Idempotency;

/// <summary>Forgets answers that nobody may ask for again.</summary>
internal sealed partial class IdempotencyPruner(IdempotencyStore store, ILogger<IdempotencyPruner> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await PruneAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.PruneAsync(cancellationToken);
        }
        catch (Npgsql.NpgsqlException exception)
        {
            LogNotPruned(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old idempotency keys could not be pruned; it is tried again in an hour")]
    private static partial void LogNotPruned(ILogger logger, Exception exception);
}
