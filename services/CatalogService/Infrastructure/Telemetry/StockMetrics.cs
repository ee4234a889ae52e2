using System.Diagnostics.Metrics;
using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Infrastructure.Telemetry;

/// <summary>Metrics of the stock. Every replica adds up the same stock and reports the same.</summary>
internal sealed class StockMetrics
{
    private readonly Counter<long> expired;

    public StockMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Ecommerce.Stock");
        expired = meter.CreateCounter<long>(
            "ecommerce.stock.reservations.lapsed", "{reservation}", "Reservations that nobody confirmed or cancelled in time.");
        // A counter that first appears with its first event shows no increase, so it starts at 0.
        expired.Add(0);
        meter.CreateObservableGauge(
            "ecommerce.stock.discrepancies", Discrepancies, "{sku}", "SKUs whose counts do not add up, by what they were compared with.");
        meter.CreateObservableGauge("ecommerce.stock.sold_out", () => Audit.SoldOut, "{sku}", "SKUs on sale of which none is available.");
    }

    /// <summary>The latest result.</summary>
    public StockAudit Audit { get; set; } = new(0, 0, 0);

    public void AddExpired(int reservations) => expired.Add(reservations);

    private Measurement<int>[] Discrepancies()
    {
        var audit = Audit;
        return [Measure(audit.MovementMismatches, "movements"), Measure(audit.OrderMismatches, "orders")];
    }

    private static Measurement<int> Measure(int skus, string against)
        => new(skus, new KeyValuePair<string, object?>("against", against));
}
