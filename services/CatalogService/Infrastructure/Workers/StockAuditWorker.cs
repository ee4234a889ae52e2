using Ecommerce.Background;
using Ecommerce.CatalogService.Infrastructure.Storage;
using Ecommerce.CatalogService.Infrastructure.Telemetry;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Infrastructure.Workers;

/// <summary>Adds up the stock, so that operators see units that appear or vanish before customers do.</summary>
internal sealed partial class StockAuditWorker(
    IProductStore store, StockMetrics metrics, TimeProvider timeProvider, IOptions<StockAuditOptions> options,
    ILogger<StockAuditWorker> logger)
    : RecurringWorker(options.Value.Interval, timeProvider, logger)
{
    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var audit = await store.AuditStockAsync(stoppingToken);
        metrics.Audit = audit;
        if (audit is not { MovementMismatches: 0, OrderMismatches: 0 })
            LogMismatch(logger, audit.MovementMismatches, audit.OrderMismatches);
    }

    [LoggerMessage(
        LogLevel.Error,
        "Stock does not add up: {Movements} SKUs differ from their movements, {Orders} from orders' reservations and sales")]
    private static partial void LogMismatch(ILogger logger, int movements, int orders);
}
