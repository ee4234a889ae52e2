using System.Diagnostics.Metrics;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;

namespace Ecommerce.OrderService;

/// <summary>
/// The numbers a shop owner watches. Counted when a decision is written; a transaction that is rolled back and retried counts twice,
/// so these show trends, and the books are payment-service's ledger.
/// </summary>
internal sealed class OrderMetrics
{
    public const string MeterName = "Ecommerce.Orders";

    private readonly Counter<long> placed;
    private readonly Counter<long> confirmed;
    private readonly Counter<long> cancelled;
    private readonly Counter<double> revenue;
    private readonly Histogram<double> duration;

    public OrderMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        placed = meter.CreateCounter<long>("ecommerce.orders.placed", "{order}", "Checkouts accepted.");
        confirmed = meter.CreateCounter<long>("ecommerce.orders.confirmed", "{order}", "Orders paid and confirmed.");
        cancelled = meter.CreateCounter<long>("ecommerce.orders.cancelled", "{order}", "Orders cancelled, by reason.");
        revenue = meter.CreateCounter<double>("ecommerce.orders.revenue", "{currency}", "Totals of confirmed orders, by currency.");
        duration = meter.CreateHistogram<double>("ecommerce.orders.saga.duration", "s", "From checkout to Confirmed or Cancelled.");
    }

    public void Record(Decision decision)
    {
        foreach (var step in decision.Steps)
            Record(step, decision.Order);
    }

    private void Record(OrderStatus step, Order order)
    {
        switch (step)
        {
            case OrderStatus.Placed:
                placed.Add(1);
                break;
            case OrderStatus.Confirmed:
                confirmed.Add(1);
                revenue.Add((double)order.Total.Amount, new KeyValuePair<string, object?>("currency", order.Total.Currency));
                RecordDuration(step, order);
                break;
            case OrderStatus.Cancelled:
                cancelled.Add(1, new KeyValuePair<string, object?>("reason", order.CancellationReason));
                if (order.ConfirmedAt is null)
                    RecordDuration(step, order);
                break;
        }
    }

    private void RecordDuration(OrderStatus outcome, Order order) => duration.Record(
        (order.UpdatedAt - order.PlacedAt).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome.ToString()));
}
