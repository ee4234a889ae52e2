using Ecommerce.Contracts;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>
/// The events about abandoned carts, for consumers that missed them: a sorted set, written by the script that publishes them. Positions are
/// times (Unix milliseconds, the next free one where two collide), so that they keep growing after Redis has lost its data.
/// </summary>
internal sealed class AbandonedCartLog(RedisServer redis, TimeProvider timeProvider) : IEventLog
{
    public static readonly RedisKey Key = "carts:event-log";

    public async Task<EventLogReading> ReadAsync(
        long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken)
    {
        // A script is atomic: none is in progress while another command runs.
        var openSince = timeProvider.GetUtcNow();
        var isRequested = types.Count == 0 || types.Contains(CartAbandoned.Type);
        var entries = isRequested
            ? await redis.AskAsync(
                database => database.SortedSetRangeByScoreWithScoresAsync(Key, after, exclude: Exclude.Start, take: limit))
            : [];
        OutboxRow[] rows = [.. entries.Select(entry => AbandonedCart.Read(entry.Element).ToRow((long)entry.Score))];
        return new(rows, openSince, timeProvider.GetUtcNow());
    }
}
