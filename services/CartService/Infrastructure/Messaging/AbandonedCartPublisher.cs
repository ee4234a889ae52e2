using Ecommerce.Background;
using Ecommerce.CartService.Domain;
using Ecommerce.CartService.Infrastructure.Redis;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Messaging;

/// <summary>
/// Finds abandoned carts and publishes events about them, through an outbox in Redis. Replicas need no lock: a cart enters the outbox once,
/// and an event that two of them publish has one id.
/// </summary>
internal sealed partial class AbandonedCartPublisher(
    CartStore carts, RedisServer redis, EventPublisher publisher, MessagingOptions messaging, TimeProvider timeProvider,
    ILogger<AbandonedCartPublisher> logger)
{
    private const int BatchSize = 100;

    private const string Worker = "AbandonmentWorker";

    private static readonly RedisKey Outbox = "carts:outbox";

    // For an operator: what it holds is in no other place.
    private static readonly RedisKey Unreadable = "carts:outbox:unreadable";

    private readonly Quarantine<string> quarantine = new(
        Worker, timeProvider, logger, failure => failure is RedisUnavailableException);

    public async Task FindAsync(TimeSpan abandonedAfter, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var changedBefore = now - abandonedAfter;
        bool isLast;
        do
        {
            // Those in quarantine remain the first that are found.
            var left = quarantine.Ids;
            var idle = await carts.FindIdleAsync(changedBefore, left.Count + BatchSize);
            isLast = idle.Count < left.Count + BatchSize;
            foreach (var user in idle.Except(left, StringComparer.Ordinal))
                await quarantine.TryAsync(user, _ => AbandonAsync(user, changedBefore, now), cancellationToken);
        }
        while (!isLast && !cancellationToken.IsCancellationRequested);
    }

    private Task AbandonAsync(string user, DateTimeOffset changedBefore, DateTimeOffset now) => carts.AbandonAsync(
        CartId.OfUser(Guid.Parse(user)), changedBefore, Guid.CreateVersion7(now), Outbox, AbandonedCartLog.Key, messaging.Retention);

    /// <summary>Publishes the outbox until it is empty or the broker does not accept an event.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var entries = await redis.AskAsync(database => database.ListRangeAsync(Outbox, 0, BatchSize - 1));
            if (entries.Length == 0)
                return;
            foreach (var entry in entries)
            {
                if (!await TryPublishAsync(entry))
                    return;
            }
        }
    }

    private async Task<bool> TryPublishAsync(RedisValue entry)
    {
        if (TryRead(entry) is not { } row)
        {
            await redis.AskAsync(database => database.ListRightPushAsync(Unreadable, entry));
            QuarantineMetrics.Count(Worker);
        }
        else if (!await publisher.TryPublishAsync(row))
        {
            return false;
        }

        await redis.AskAsync(database => database.ListRemoveAsync(Outbox, entry, 1));
        return true;
    }

    private OutboxRow? TryRead(RedisValue entry)
    {
        try
        {
            return AbandonedCart.Read(entry).ToRow();
        }
        catch (Exception failure)
        {
            LogUnreadable(logger, failure, Unreadable!);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Event of an abandoned cart cannot be read, it is moved to {Key}")]
    private static partial void LogUnreadable(ILogger logger, Exception failure, string key);
}
