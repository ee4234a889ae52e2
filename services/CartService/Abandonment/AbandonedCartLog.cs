using System.Text.Json;
using Ecommerce.CartService.Redis;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.Abandonment;

/// <summary>
/// All that was said of abandoned carts lately: a sorted set, written by the script that takes the cart from the idle ones. Positions are times
/// (Unix milliseconds), the next free one where there are two in one, so that they go on growing after a Redis that lost its data.
/// </summary>
internal sealed class AbandonedCartLog(RedisServer redis, TimeProvider time) : IEventLog
{
    public static readonly RedisKey Key = "carts:event-log";

    public async Task<EventLogReading> ReadAsync(long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken)
    {
        // A script is one step: none is ever under way while another command runs.
        var openSince = time.GetUtcNow();
        var entries = types.Count > 0 && !types.Contains(CartAbandoned.Type) ? [] : await redis.AskAsync(
            database => database.SortedSetRangeByScoreWithScoresAsync(Key, after, exclude: Exclude.Start, take: limit));
        return new([.. entries.Select(entry => AbandonedCart.Read(entry.Element).ToRow((long)entry.Score))], openSince, time.GetUtcNow());
    }
}
