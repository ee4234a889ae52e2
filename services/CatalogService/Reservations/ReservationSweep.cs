using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Reservations;

/// <summary>Gives back the stock of orders that nobody confirmed or cancelled. Every replica sweeps; none waits for another.</summary>
internal sealed partial class ReservationSweep(
    IProductStore store, OrderStock orders, StockMetrics metrics, TimeProvider time, IOptions<ReservationOptions> options, ILogger<ReservationSweep> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (store.IsOutage(e))
            {
                SweepFailed(logger, e);
            }
        }
    }

    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var lapsed = 0;
        while (await LapseNextAsync(cancellationToken))
        {
            lapsed++;
        }

        if (lapsed > 0)
        {
            metrics.Lapsed(lapsed);
            Lapsed(logger, lapsed);
        }

        return lapsed;
    }

    private Task<bool> LapseNextAsync(CancellationToken cancellationToken)
        => store.InTransactionAsync(
            async (transaction, token) =>
            {
                var found = await orders.LapseNextAsync(transaction, token);
                await transaction.CommitAsync(token);
                return found;
            },
            cancellationToken);

    [LoggerMessage(LogLevel.Warning, "{Count} reservations lapsed and were given back")]
    private static partial void Lapsed(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Looking for expired reservations failed; tried again at the next interval")]
    private static partial void SweepFailed(ILogger logger, Exception exception);
}
