using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ecommerce.Shoppers.Watching;

/// <summary>The program's own instruments.</summary>
internal sealed class ShopperMetrics : IDisposable
{
    public static readonly ActivitySource Source = new("Ecommerce.Shoppers");

    private readonly Meter meter = new("Ecommerce.Shoppers");

    public ShopperMetrics()
    {
        Started = meter.CreateCounter<long>("shoppers.journeys.started", "{journey}", "Journeys that began.");
        Ended = meter.CreateCounter<long>("shoppers.journeys.ended", "{journey}", "Journeys that ended, by outcome.");
        Calls = meter.CreateCounter<long>("shoppers.calls", "{call}", "Calls of the shop, by what their client knows afterwards.");
        Decided = meter.CreateCounter<long>("shoppers.orders.decided", "{order}", "Orders that the shop has decided, by status.");
        Accepted = meter.CreateHistogram<double>(
            "shoppers.checkout.duration", "s", "From the first try of a checkout until it is accepted.");
        Confirmed = meter.CreateHistogram<double>(
            "shoppers.confirmation.duration", "s", "From the acceptance of an order until it is confirmed.");
    }

    public Counter<long> Started { get; }
    public Counter<long> Ended { get; }
    public Counter<long> Calls { get; }
    public Counter<long> Decided { get; }
    public Histogram<double> Accepted { get; }
    public Histogram<double> Confirmed { get; }

    public void Dispose() => meter.Dispose();
}
