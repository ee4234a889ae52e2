using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ecommerce.PaymentService.Reconciliation;

/// <summary>Reconciles time and again, and whenever somebody asks for it.</summary>
internal sealed partial class ReconciliationWorker(
    Reconciler reconciler, DiscrepancyStore discrepancies, IOptions<ReconciliationOptions> options, TimeProvider time,
    ILogger<ReconciliationWorker> logger) : BackgroundService
{
    private readonly SemaphoreSlim asked = new(0, 1);

    /// <summary>Asked for twice before it began, it is done once.</summary>
    public void Ask()
    {
        try
        {
            asked.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to begin.
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await discrepancies.MeasureAsync(stoppingToken);
                var onDemand = await asked.WaitAsync(options.Value.Interval, stoppingToken);
                if (onDemand || await IsDueAsync(stoppingToken))
                    await reconciler.TryRunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
            {
                LogFailed(logger, failure);
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Not where another replica has just done it.</summary>
    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
        => await reconciler.LastAsync(cancellationToken) is not { } last || time.GetUtcNow() - last.StartedAt >= options.Value.Interval * 0.9;

    [LoggerMessage(LogLevel.Warning, "Reconciling with the payment provider broke off; it is done again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
