using System.Diagnostics.Metrics;
using Ecommerce.Background;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>How many dead letters wait for an operator. Every replica of a service measures the same number.</summary>
internal sealed class DeadLetterCount(
    IDeadLetterStore store, IEnumerable<Subscription> subscriptions, MessagingOptions options, Telemetry telemetry,
    TimeProvider timeProvider, ILogger<DeadLetterCount> logger)
    : RecurringWorker(options.MeasureInterval, timeProvider, logger)
{
    private IReadOnlyList<Measurement<long>> last = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        telemetry.Meter.CreateObservableGauge(
            "ecommerce.messages.dead_letters", () => last, "{message}", "Dead letters that wait for an operator.");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task RunAsync(CancellationToken stoppingToken) => last = Measure(await store.CountAsync(stoppingToken));

    /// <summary>A topic without any is measured too, as 0, so that an alert ends when the last one is gone.</summary>
    private List<Measurement<long>> Measure(IReadOnlyDictionary<string, long> letters)
        => [.. subscriptions.SelectMany(subscription => subscription.Topics).Union(letters.Keys, StringComparer.Ordinal)
            .Select(
                topic => new Measurement<long>(
                    CollectionExtensions.GetValueOrDefault(letters, topic), new KeyValuePair<string, object?>("topic", topic)))];
}
