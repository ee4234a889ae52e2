using Ecommerce.Background;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Messaging;

/// <summary>Publishes the outbox: when woken, and in any case at each sweep.</summary>
internal sealed partial class OutboxRelay(
    OutboxPublisher publisher, OutboxBacklog backlog, [FromKeyedServices(OutboxRelay.Signal)] WakeSignal signal, MessagingOptions options,
    TimeProvider timeProvider, ILogger<OutboxRelay> logger)
    : RecurringWorker(options.SweepInterval, timeProvider, logger)
{
    /// <summary>The key of the <see cref="WakeSignal"/> that wakes the relay.</summary>
    public const string Signal = "outbox";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.RelayEnabled)
            return base.StartAsync(cancellationToken);
        LogDisabled();
        return Task.CompletedTask;
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var outcome = await DrainAsync(stoppingToken);
        await backlog.MeasureIfDueAsync(stoppingToken);
        if (!outcome.IsLast)
            throw new BrokerUnavailableException($"None of {outcome.Claimed} events was acknowledged by the broker.");
    }

    protected override Task WaitAsync(CancellationToken stoppingToken) => signal.WaitAsync(Interval, stoppingToken);

    /// <summary>Publishes until nothing is left to claim (the outcome is the last), or the broker acknowledges nothing.</summary>
    private async Task<BatchOutcome> DrainAsync(CancellationToken stoppingToken)
    {
        BatchOutcome outcome;
        do
        {
            outcome = await publisher.PublishNextAsync(stoppingToken);
        }
        while (outcome.MadeProgress && !outcome.IsLast && !stoppingToken.IsCancellationRequested);

        return outcome;
    }

    [LoggerMessage(LogLevel.Warning, "OutboxRelay is disabled on this replica: Messaging:RelayEnabled is false")]
    private partial void LogDisabled();
}
