using System.Diagnostics.Metrics;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Infrastructure.Telemetry;

/// <summary>
/// Business metrics, counted when a decision is written. A transaction that is rolled back and retried counts twice, so these show trends;
/// exact amounts are in payment-service's ledger.
/// </summary>
internal sealed class OrderMetrics
{
    public const string MeterName = "Ecommerce.Orders";

    private static readonly string[] Reasons =
    [
        CancellationReasons.OutOfStock, CancellationReasons.PaymentDeclined, CancellationReasons.TimedOut,
        CancellationReasons.RequestedByCustomer, CancellationReasons.CancelledByShop,
    ];

    /// <summary>In seconds. An order is confirmed within one, and cancelled at the latest after the saga's last wait.</summary>
    private static readonly double[] Durations = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 180, 300, 900];

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
        duration = meter.CreateHistogram(
            "ecommerce.orders.saga.duration", "s", "From checkout to Confirmed or Cancelled.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Durations });
        meter.CreateObservableGauge(
            "ecommerce.orders.waiting", () => Gauges.Waiting, "{order}", "Orders that await a reply, by status.");
        meter.CreateObservableGauge(
            "ecommerce.orders.stuck", () => Gauges.Stuck, "{order}", "Orders that have awaited a reply for too long, by reason.");
        meter.CreateObservableGauge(
            "ecommerce.orders.oldest_wait", () => Gauges.Oldest.TotalSeconds, "s",
            "For how long the oldest order has been neither confirmed nor cancelled.");
        StartAtZero();
    }

    /// <summary>As last counted; every replica shows the same.</summary>
    public SagaGauges Gauges { get; set; } = SagaGauges.Empty;

    public void Record(Decision decision)
    {
        foreach (var step in decision.Steps)
            Record(step, decision.Order);
    }

    /// <summary>A counter that appears with its first order shows no increase, so each appears at 0.</summary>
    private void StartAtZero()
    {
        placed.Add(0);
        confirmed.Add(0);
        foreach (var reason in Reasons)
            cancelled.Add(0, new KeyValuePair<string, object?>("reason", reason));
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
