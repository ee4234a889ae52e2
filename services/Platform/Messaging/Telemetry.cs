using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ecommerce.Messaging;

/// <summary>
/// Spans and instruments, both named <c>Ecommerce.Messaging</c>; attributes follow OpenTelemetry's messaging conventions.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    public const string Name = "Ecommerce.Messaging";
    private static readonly ActivitySource Source = new(Name);

    private readonly Counter<long> published;
    private readonly Counter<long> publishFailures;
    private readonly Counter<long> consumed;
    private readonly Counter<long> retried;
    private readonly Counter<long> deadLettered;
    private readonly Histogram<double> handling;

    public Telemetry(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        published = Meter.CreateCounter<long>("ecommerce.messages.published", "{message}", "Messages that a broker acknowledged.");
        publishFailures = Meter.CreateCounter<long>(
            "ecommerce.messages.publish_failures", "{message}", "Messages that no broker acknowledged; they are tried again.");
        consumed = Meter.CreateCounter<long>(
            "ecommerce.messages.consumed", "{message}", "Messages handled, or found to be handled already.");
        retried = Meter.CreateCounter<long>(
            "ecommerce.messages.retried", "{message}", "Failed tries of a handler that were followed by another.");
        deadLettered = Meter.CreateCounter<long>("ecommerce.messages.dead_lettered", "{message}", "Messages that no retry could process.");
        handling = Meter.CreateHistogram(
            "ecommerce.messages.handling.duration", "s", "From receiving a message to its commit, retries included.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
            });
    }

    public Meter Meter { get; }

    public static Activity? StartPublish(OutboxRow row)
    {
        _ = ActivityContext.TryParse(row.Traceparent, row.Tracestate, isRemote: true, out var trace);
        return Source.StartActivity($"send {row.Topic}", ActivityKind.Producer, trace, Tags("send", row.Topic, row.Type, row.EventId));
    }

    public static Activity? StartHandling(string topic, string consumer, CloudEvent message) =>
        Source.StartActivity($"process {topic}", ActivityKind.Consumer, message.Trace, Tags("process", topic, message.Type, message.Id))
            ?.SetTag("messaging.consumer.group.name", consumer);

    public void Published(string topic, string type) => published.Add(1, new("topic", topic), new("type", type));

    public void PublishFailed(string topic) => publishFailures.Add(1, new KeyValuePair<string, object?>("topic", topic));

    public void Consumed(string consumer, string topic, string type, TimeSpan elapsed)
    {
        consumed.Add(1, new("consumer", consumer), new("topic", topic), new("type", type));
        handling.Record(elapsed.TotalSeconds, new("consumer", consumer), new("type", type));
    }

    public void Retried(string consumer, string topic) => retried.Add(1, new("consumer", consumer), new("topic", topic));

    /// <summary>Starts counters at 0: one that appears with its first dead letter shows no increase.</summary>
    public void InitializeCounters(string consumer, IEnumerable<string> topics)
    {
        foreach (var topic in topics) deadLettered.Add(0, new("consumer", consumer), new("topic", topic));
    }

    public void DeadLettered(string consumer, string topic) => deadLettered.Add(1, new("consumer", consumer), new("topic", topic));

    public void Dispose() => Meter.Dispose();

    private static KeyValuePair<string, object?>[] Tags(string operation, string topic, string type, Guid id) =>
    [
        new("messaging.system", "kafka"),
        new("messaging.operation.type", operation),
        new("messaging.destination.name", topic),
        new("messaging.message.id", id.ToString()),
        new("ecommerce.event.type", type),
    ];
}
