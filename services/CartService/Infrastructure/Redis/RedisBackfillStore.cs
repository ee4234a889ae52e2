using System.Globalization;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>
/// Positions in Redis, beside the carts. When Redis loses its data, the logs are read from the start again, and events from before the loss
/// are skipped, because what is in the carts now was added later. Other events may be handled twice, which changes nothing.
/// </summary>
internal sealed class RedisBackfillStore(RedisServer redis, RedisEpoch epoch) : IBackfillStore
{
    private static readonly TimeSpan MaxTurn = TimeSpan.FromMinutes(5);

    public bool KnowsProcessed => false;

    public async Task RunExclusiveAsync(string group, Func<Task> work, CancellationToken cancellationToken)
    {
        // The epoch starts with the service, whether or not a log can be read by then.
        await epoch.StartedAtAsync();
        var (key, token) = ((RedisKey)"carts:catch-up:turn", (RedisValue)Guid.CreateVersion7().ToString());
        if (!await redis.AskAsync(database => database.LockTakeAsync(key, token, MaxTurn)))
            return;
        try
        {
            await work();
        }
        finally
        {
            await redis.AskAsync(database => database.LockReleaseAsync(key, token));
        }
    }

    public async Task<long> FindPositionAsync(string group, string publisher, CancellationToken cancellationToken)
    {
        var positions = await redis.AskAsync(database => database.SortedSetRangeByRankAsync(Key(publisher)));
        return positions.Select(Position).DefaultIfEmpty(0).Min();
    }

    public async Task SavePositionAsync(
        string group, string publisher, BackfillProgress progress, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        var readAt = progress.ReadAt.ToUnixTimeMilliseconds();
        await redis.AskAsync(database => database.SortedSetAddAsync(
            Key(publisher), [new(Text(progress.From), readAt), new(Text(progress.Position), readAt)], When.NotExists));
        var positions = await redis.AskAsync(database => database.SortedSetRangeByRankWithScoresAsync(Key(publisher)));
        var begin = positions
            .Where(known => known.Score <= settled.ToUnixTimeMilliseconds())
            .Select(known => Position(known.Element))
            .DefaultIfEmpty(0)
            .Max();
        RedisValue[] passed = [.. positions.Select(known => known.Element).Where(known => Position(known) < begin)];
        if (passed.Length > 0)
            await redis.AskAsync(database => database.SortedSetRemoveAsync(Key(publisher), passed));
    }

    public async Task<IReadOnlySet<Guid>> FindUnprocessedAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken)
    {
        var startedAt = await epoch.StartedAtAsync();
        return events.Where(logged => logged.Value > startedAt).Select(logged => logged.Key).ToHashSet();
    }

    private static RedisKey Key(string publisher) => $"carts:catch-up:{publisher}";

    private static RedisValue Text(long position) => position.ToString(CultureInfo.InvariantCulture);

    private static long Position(RedisValue known) => (long)known;
}
