using Ecommerce.Background;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.CatalogService.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

/// <summary>
/// Releases the stock of orders that nobody confirmed or cancelled. It runs in every replica; the later of two that find the same order
/// finds it released.
/// </summary>
internal sealed partial class ReservationExpiryWorker(
    IProductStore store, OrderStock stock, StockMetrics metrics, TimeProvider timeProvider, IOptions<ReservationOptions> options,
    ILogger<ReservationExpiryWorker> logger)
    : RecurringWorker(options.Value.SweepInterval, timeProvider, logger)
{
    private const int BatchSize = 100;

    private readonly Quarantine<Guid> quarantine = new(nameof(ReservationExpiryWorker), timeProvider, logger, StoreFailures.IsOutage);

    protected override bool RunsAtStart => false;

    // Stock that is released is part of the order's trace.
    protected override bool SuppressesTracing => false;

    protected override Task RunAsync(CancellationToken stoppingToken) => ExpireAsync(stoppingToken);

    internal async Task ExpireAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        while (await FindExpiredAsync(cancellationToken) is { Count: > 0 } orders)
        {
            foreach (var order in orders)
                await quarantine.TryAsync(order, async token => expired += await ExpireAsync(order, token) ? 1 : 0, cancellationToken);
        }

        if (expired == 0)
            return;

        metrics.AddExpired(expired);
        LogExpired(logger, expired);
    }

    private Task<IReadOnlyList<Guid>> FindExpiredAsync(CancellationToken cancellationToken)
        => store.FindExpiredReservationsAsync(TimeProvider.GetUtcNow(), quarantine.Ids, BatchSize, cancellationToken);

    private Task<bool> ExpireAsync(Guid order, CancellationToken cancellationToken) => store.InTransactionAsync(
        async (transaction, token) =>
        {
            var expired = await stock.ExpireAsync(transaction, order, token);
            await transaction.CommitAsync(token);
            return expired;
        }, cancellationToken);

    [LoggerMessage(LogLevel.Warning, "{Count} reservations expired and were released")]
    private static partial void LogExpired(ILogger logger, int count);
}
