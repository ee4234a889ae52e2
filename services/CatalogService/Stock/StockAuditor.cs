using System.ComponentModel.DataAnnotations;
using Ecommerce.CatalogService.Storage;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Stock;

internal sealed class StockAuditOptions
{
    public const string Section = "StockAudit";

    /// <summary>How often the stock is added up: it reads all of its movements and reservations.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>Adds up the stock time and again. Pieces that appear or vanish are a fault to be seen before customers see it.</summary>
internal sealed partial class StockAuditor(
    IProductStore store, StockMetrics metrics, TimeProvider time, IOptions<StockAuditOptions> options, ILogger<StockAuditor> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            try
            {
                await AuditAsync(stoppingToken);
            }
            catch (Exception e) when (store.IsOutage(e))
            {
                AuditFailed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AuditAsync(CancellationToken cancellationToken)
    {
        var audit = await store.AuditStockAsync(cancellationToken);
        metrics.Audit = audit;
        if (audit is not { NotItsMovements: 0, NotItsOrders: 0 })
            DoesNotAddUp(logger, audit.NotItsMovements, audit.NotItsOrders);
    }

    [LoggerMessage(LogLevel.Error, "Stock does not add up: {Movements} SKUs differ from their movements, {Orders} from what orders hold and have bought")]
    private static partial void DoesNotAddUp(ILogger logger, int movements, int orders);

    [LoggerMessage(LogLevel.Warning, "Stock could not be added up; tried again at the next interval")]
    private static partial void AuditFailed(ILogger logger, Exception exception);
}
