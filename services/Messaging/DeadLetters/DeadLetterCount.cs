using System.Data.Common;
using System.Diagnostics.Metrics;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>How many dead letters wait for an operator. Every replica of a service tells the same number.</summary>
internal sealed partial class DeadLetterCount(
    IDeadLetterStore store, IEnumerable<Subscription> subscriptions, MessagingOptions options, Telemetry telemetry, TimeProvider time,
    ILogger<DeadLetterCount> logger) : BackgroundService
{
    private IReadOnlyList<Measurement<long>> last = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var untraced = BackgroundWork.Untraced();
        telemetry.Meter.CreateObservableGauge("ecommerce.messages.dead_letters", () => last, "{message}", "Dead letters that wait for an operator.");
        using var timer = new PeriodicTimer(options.MeasureInterval, time);
        do
        {
            try
            {
                last = Told(await store.CountAsync(stoppingToken));
            }
            catch (Exception failure) when (failure is DbException || subscriptions.Any(subscription => subscription.IsOutage(failure)))
            {
                LogFailed(failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A topic without any is told too, as 0, so that an alert ends when the last one is gone.</summary>
    private List<Measurement<long>> Told(IReadOnlyDictionary<string, long> letters)
        => [.. subscriptions.SelectMany(subscription => subscription.Topics).Union(letters.Keys, StringComparer.Ordinal)
            .Select(topic => new Measurement<long>(CollectionExtensions.GetValueOrDefault(letters, topic), new KeyValuePair<string, object?>("topic", topic)))];

    [LoggerMessage(LogLevel.Warning, "Dead letters could not be counted, the next round will: {Reason}")]
    private partial void LogFailed(string reason);
}
