using System.Diagnostics.Metrics;
using Ecommerce.Storefront.Infrastructure.Visits;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Storefront.Tests;

public sealed class VisitQueueTests
{
    [Fact]
    public async Task Full_visit_queue_drops_and_counts_without_waiting()
    {
        var outcomes = new List<string>();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var queue = new VisitQueue(meters);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            // The process has other meters, too.
            if (instrument.Meter.Scope == meters)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => outcomes.Add((string)tags[0].Value!));
        listener.Start();

        var visits = Enumerable.Range(0, VisitQueue.Capacity + 3).Select(
            _ => new Visit(new(Guid.CreateVersion7(), "visit", null, null), "192.0.2.1", "Firefox")).ToList();
        visits.ForEach(queue.Add);

        Assert.Equal(["dropped", "dropped", "dropped"], outcomes);
        Assert.Equal(
            visits.Take(VisitQueue.Capacity), await queue.ReadAllAsync(CancellationToken.None).Take(VisitQueue.Capacity).ToListAsync());
    }
}
