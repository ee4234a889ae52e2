using System.Globalization;
using Ecommerce.CartService.Carts;
using Ecommerce.CartService.Redis;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.CatchingUp;

/// <summary>
/// Positions in Redis, beside the carts: whoever loses those loses them, too, and begins anew. What happened before is then left alone, since
/// what is in carts now was put there later. The rest is handled twice, by its topic and from its log, which changes nothing the second time.
/// </summary>
internal sealed class RedisCatchUpMemory(RedisServer redis, CartMemory memory) : ICatchUpMemory
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(5);

    public bool KnowsWhatWasHeard => false;

    public async Task TakeTurnAsync(string group, Func<Task> turn, CancellationToken cancellationToken)
    {
        // From the service's start on, whether or not anybody's log can be read then.
        await memory.BeganAsync();
        var (key, token) = ((RedisKey)"carts:catch-up:turn", (RedisValue)Guid.CreateVersion7().ToString());
        if (!await redis.AskAsync(database => database.LockTakeAsync(key, token, LongestTurn)))
            return;
        try
        {
            await turn();
        }
        finally
        {
            await redis.AskAsync(database => database.LockReleaseAsync(key, token));
        }
    }

    public async Task<long> FindPositionAsync(string group, string service, CancellationToken cancellationToken)
        => (await redis.AskAsync(database => database.SortedSetRangeByRankAsync(Key(service)))).Select(Position).DefaultIfEmpty(0).Min();

    public async Task RememberAsync(string group, string service, CaughtUp reached, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        var readAt = reached.ReadAt.ToUnixTimeMilliseconds();
        await redis.AskAsync(database => database.SortedSetAddAsync(
            Key(service), [new(Text(reached.From), readAt), new(Text(reached.Position), readAt)], When.NotExists));
        var positions = await redis.AskAsync(database => database.SortedSetRangeByRankWithScoresAsync(Key(service)));
        var begin = positions.Where(known => known.Score <= settled.ToUnixTimeMilliseconds()).Select(known => Position(known.Element)).DefaultIfEmpty(0).Max();
        RedisValue[] passed = [.. positions.Select(known => known.Element).Where(known => Position(known) < begin)];
        if (passed.Length > 0)
            await redis.AskAsync(database => database.SortedSetRemoveAsync(Key(service), passed));
    }

    public async Task<IReadOnlySet<Guid>> FindUnheardAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken)
    {
        var began = await memory.BeganAsync();
        return events.Where(logged => logged.Value > began).Select(logged => logged.Key).ToHashSet();
    }

    private static RedisKey Key(string service) => $"carts:catch-up:{service}";

    private static RedisValue Text(long position) => position.ToString(CultureInfo.InvariantCulture);

    private static long Position(RedisValue known) => (long)known;
}
