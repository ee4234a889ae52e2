using System.Diagnostics.Metrics;

namespace Ecommerce.Messaging;

/// <summary>What still waits in the outbox, as last measured by the relay.</summary>
public sealed class OutboxBacklog
{
    /// <summary>A gauge is read now and then, events come by the hundred.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly IOutboxCounter counter;
    private readonly TimeProvider timeProvider;
    private OutboxCount last = new(0, null);
    private long? measuredAt;

    internal OutboxBacklog(IOutboxCounter counter, TimeProvider timeProvider, Telemetry telemetry)
    {
        (this.counter, this.timeProvider) = (counter, timeProvider);
        telemetry.Meter.CreateObservableGauge("ecommerce.outbox.backlog", () => last.Count, "{event}", "Events that wait to be published.");
        telemetry.Meter.CreateObservableGauge(
            "ecommerce.outbox.lag", () => Lag.TotalSeconds, "s", "Age of the oldest event that waits to be published.");
    }

    /// <summary>The age of the oldest event that waits.</summary>
    public TimeSpan Lag => last.Oldest is { } oldest && timeProvider.GetUtcNow() - oldest is { Ticks: > 0 } age ? age : TimeSpan.Zero;

    /// <summary>Measures, unless it has just been done.</summary>
    public async Task MeasureIfDueAsync(CancellationToken cancellationToken)
    {
        if (measuredAt is { } at && timeProvider.GetElapsedTime(at) < Interval)
            return;
        last = await counter.CountAsync(cancellationToken);
        measuredAt = timeProvider.GetTimestamp();
    }
}
