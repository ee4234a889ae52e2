using System.Text.Json;
using Ecommerce.CartService.Redis;
using StackExchange.Redis;

namespace Ecommerce.CartService.Carts;

internal enum PutMode
{
    Add,
    Set,
}

/// <summary>What became of a change: the cart, or the code of its refusal.</summary>
internal sealed record CartOutcome(Cart? Cart, string Code);

/// <summary>Carts in Redis. Each change is one script, so that changes at the same time lose nothing of each other.</summary>
internal sealed class CartStore(RedisServer redis, TimeProvider time)
{
    public const int MaxLines = 100;
    public const int MaxPieces = 99;

    private const int MostLogged = 20_000;

    private const string LinePrefix = "line:";

    private static readonly RedisValue[] StampFields = ["version", "updated"];

    private static readonly RedisKey IdleKey = "carts:idle";

    /// <summary>The cart; null where there is none.</summary>
    public async Task<Cart?> FindAsync(CartId id)
    {
        var fields = await redis.AskAsync(database => database.HashGetAllAsync(id.Key));
        return fields.Length > 0 ? Read(id, fields.Select(f => (f.Name, f.Value))) : null;
    }

    /// <summary>In which state the cart is; null where there is none.</summary>
    public async Task<CartStamp?> FindStampAsync(CartId id)
    {
        var fields = await redis.AskAsync(database => database.HashGetAsync(id.Key, StampFields));
        return fields[0].IsNull ? null : new((long)fields[0], UpdatedAt(fields[1]));
    }

    public Task<CartOutcome> CreateAsync(CartId id) => RunAsync(Script.Create, id, [id.Key], []);

    public Task<CartOutcome> PutAsync(CartId id, CartLine line, PutMode mode)
        => RunAsync(Script.Put, id, [id.Key],
            line.Sku, mode == PutMode.Add ? "add" : "set", JsonSerializer.SerializeToUtf8Bytes(line, CartJson.Default.CartLine),
            line.Quantity, line.Available, MaxLines, MaxPieces);

    public Task<CartOutcome> RemoveAsync(CartId id, string sku) => RunAsync(Script.Remove, id, [id.Key], sku);

    public Task<CartOutcome> ClearAsync(CartId id) => RemoveAsync(id, "");

    public Task<CartOutcome> MergeAsync(CartId from, CartId into) => RunAsync(Script.Merge, into, [from.Key, into.Key], MaxLines);

    public Task RemoveBoughtAsync(CartId id, Guid orderId, IEnumerable<(string Sku, int Quantity)> bought)
        => RunAsync(Script.Bought, id, [id.Key, id.OrderKey(orderId)], [.. bought.SelectMany(b => new RedisValue[] { b.Sku, b.Quantity })]);

    /// <summary>As if there had never been one.</summary>
    public Task EraseAsync(CartId id) => RunAsync(Script.Erase, id, [id.Key]);

    /// <summary>Users whose carts are not empty and were last changed by then, a number of them.</summary>
    public async Task<IReadOnlyList<Guid>> FindIdleAsync(DateTimeOffset changedBy, int most)
        => [.. (await redis.AskAsync(database => database.SortedSetRangeByScoreAsync(
            IdleKey, double.NegativeInfinity, changedBy.ToUnixTimeMilliseconds(), take: most))).Select(user => Guid.Parse((string)user!))];

    /// <summary>Says in <paramref name="outbox"/> and <paramref name="log"/> that the cart is abandoned, once, unless it was changed since.</summary>
    /// <param name="logged">How long it stays in the log.</param>
    public Task AbandonAsync(CartId id, DateTimeOffset changedBy, Guid eventId, RedisKey outbox, RedisKey log, TimeSpan logged)
        => RunAsync(Script.Abandon, id, [id.Key, outbox, log], changedBy.ToUnixTimeMilliseconds(), eventId.ToString(), (long)logged.TotalMilliseconds, MostLogged);

    private async Task<CartOutcome> RunAsync(Script script, CartId id, RedisKey[] keys, params RedisValue[] arguments)
    {
        RedisValue[] all = [time.GetUtcNow().ToUnixTimeMilliseconds(), (long)id.Lifetime.TotalSeconds, id.IsAnonymous ? "" : id.Text, .. arguments];
        var reply = await script.RunAsync(redis, [.. keys, IdleKey], all);
        var code = (string)reply[0]!;
        if (code != "ok")
            return new CartOutcome(null, code);
        return new CartOutcome(reply.Length > 1 ? Read(id, reply.Skip(1).Chunk(2).Select(f => (f[0], f[1]))) : Cart.Empty(id), code);
    }

    private static DateTimeOffset UpdatedAt(RedisValue milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);

    private static Cart Read(CartId id, IEnumerable<(RedisValue Name, RedisValue Value)> fields)
    {
        var cart = Cart.Empty(id);
        var lines = new List<CartLine>();
        foreach (var (name, value) in fields)
        {
            if (name == "version")
                cart = cart with { Version = (long)value };
            else if (name == "updated")
                cart = cart with { UpdatedAt = UpdatedAt(value) };
            else if (((string)name!).StartsWith(LinePrefix, StringComparison.Ordinal))
                lines.Add(JsonSerializer.Deserialize((byte[])value!, CartJson.Default.CartLine)!);
        }

        return cart with { Lines = [.. lines.OrderBy(l => l.Added).ThenBy(l => l.Sku, StringComparer.Ordinal)] };
    }
}
