using System.Diagnostics.Metrics;
using Confluent.Kafka;
using Ecommerce.Background;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>Keeps a consumer at work for as long as the service runs.</summary>
internal sealed class ConsumerService(
    Subscription subscription, MessageProcessor processor, EventProducer producer, KafkaConnection connection, MessagingOptions options,
    Telemetry telemetry, TimeProvider timeProvider, ILogger<ConsumerService> logger) : BackgroundService
{
    private ConsumerSession? current;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        telemetry.InitializeCounters(subscription.Group, subscription.Topics);
        telemetry.Meter.CreateObservableGauge("ecommerce.messages.lag", Lag, "{message}", "Messages that wait to be handled.");
        // Polling blocks: it has a thread of its own.
        return Task.Factory.StartNew(
            () => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Run(CancellationToken stoppingToken)
    {
        var log = new ClientLog(logger, timeProvider);
        for (var failures = 1; !stoppingToken.IsCancellationRequested; failures++)
        {
            var config = connection.Consumer(subscription.Group, options.FetchWait);
            using (var session = new ConsumerSession(config, subscription.Topics, producer, processor, options.Concurrency, log))
            {
                current = session;
                session.Poll(stoppingToken);
                current = null;
            }

            stoppingToken.WaitHandle.WaitOne(ExponentialBackoff.Default.DelayWithJitter(failures));
        }
    }

    private IEnumerable<Measurement<long>> Lag() => current?.Lag() ?? [];
}
