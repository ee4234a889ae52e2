using Ecommerce.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ecommerce.Messaging;

/// <summary>Backfills from the publishers' logs, one replica at a time, and saves how far it has read.</summary>
internal sealed partial class EventBackfillWorker(
    EventBackfill backfill, Subscription subscription, string[] publishers, IBackfillStore store, IOptions<EventBackfillOptions> options,
    TimeProvider timeProvider, ILogger<EventBackfillWorker> logger)
    : RecurringWorker(options.Value.Interval, timeProvider, logger)
{
    protected override Task RunAsync(CancellationToken stoppingToken)
        => store.RunExclusiveAsync(subscription.Group, () => BackfillAsync(stoppingToken), stoppingToken);

    private async Task BackfillAsync(CancellationToken cancellationToken)
    {
        foreach (var publisher in publishers)
            await BackfillAsync(publisher, cancellationToken);
    }

    private async Task BackfillAsync(string publisher, CancellationToken cancellationToken)
    {
        try
        {
            var from = await store.FindPositionAsync(subscription.Group, publisher, cancellationToken);
            var progress = await backfill.RunAsync(publisher, from, cancellationToken);
            // Behind a position that was read before the oldest open transaction began no event can become visible any more.
            await store.SavePositionAsync(
                subscription.Group, publisher, progress, progress.OpenSince - options.Value.Overlap, cancellationToken);
        }
        // A publisher that is down, too slow, or ends its answer early is read again at the next interval.
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnreachable(publisher, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "Event log of {Publisher} cannot be read, retrying at the next interval: {Reason}")]
    private partial void LogUnreachable(string publisher, string reason);
}
