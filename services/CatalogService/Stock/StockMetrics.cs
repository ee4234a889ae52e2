using System.Diagnostics.Metrics;

namespace Ecommerce.CatalogService.Stock;

/// <summary>What an operator watches of the stock. Every replica adds up the same stock and tells the same.</summary>
internal sealed class StockMetrics
{
    private readonly Counter<long> lapsed;

    public StockMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Ecommerce.Stock");
        lapsed = meter.CreateCounter<long>("ecommerce.stock.reservations.lapsed", "{reservation}", "Reservations that nobody confirmed or cancelled in time.");
        // A counter that is born with its first event shows no increase: it is there, at 0, before.
        lapsed.Add(0);
        meter.CreateObservableGauge(
            "ecommerce.stock.discrepancies", Discrepancies, "{sku}", "SKUs whose counts do not add up, by what they were compared with.");
        meter.CreateObservableGauge("ecommerce.stock.sold_out", () => Audit.SoldOut, "{sku}", "SKUs on sale of which none is available.");
    }

    /// <summary>As last added up.</summary>
    public StockAudit Audit { get; set; } = new(0, 0, 0);

    public void Lapsed(int reservations) => lapsed.Add(reservations);

    private Measurement<int>[] Discrepancies()
    {
        var audit = Audit;
        return [Told(audit.NotItsMovements, "movements"), Told(audit.NotItsOrders, "orders")];
    }

    private static Measurement<int> Told(int skus, string against) => new(skus, new KeyValuePair<string, object?>("against", against));
}
