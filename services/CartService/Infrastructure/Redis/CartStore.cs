using System.Text.Json;
using Ecommerce.CartService.Domain;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>Carts in Redis. Each change is one script, so that concurrent changes do not overwrite each other.</summary>
internal sealed class CartStore(RedisServer redis, TimeProvider timeProvider)
{
    private const int MaxLogged = 20_000;

    private const string LinePrefix = "line:";

    private static readonly RedisValue[] StampFields = ["version", "updated"];

    /// <summary>The cart; null where there is none.</summary>
    public async Task<Cart?> FindAsync(CartId id)
    {
        var fields = await redis.AskAsync(database => database.HashGetAllAsync(id.Key()));
        return fields.Length > 0 ? Read(id, fields.Select(field => (field.Name, field.Value))) : null;
    }

    /// <summary>The state of the cart; null where there is none.</summary>
    public async Task<CartStamp?> FindStampAsync(CartId id)
    {
        var fields = await redis.AskAsync(database => database.HashGetAsync(id.Key(), StampFields));
        return fields[0].IsNull ? null : new((long)fields[0], Time(fields[1]));
    }

    public Task<CartOutcome> CreateAsync(CartId id) => RunAsync(CartScript.Create, id, [id.Key()], []);

    public Task<CartOutcome> PutAsync(CartId id, CartLine line, PutMode mode) => RunAsync(
        CartScript.Put, id, [id.Key()],
        line.Sku, mode == PutMode.Add ? "add" : "set", JsonSerializer.SerializeToUtf8Bytes(line, CartJson.Default.CartLine),
        line.Quantity, line.Available, CartLimits.MaxLines, CartLimits.MaxQuantity);

    public Task<CartOutcome> RemoveAsync(CartId id, string sku) => RunAsync(CartScript.Remove, id, [id.Key()], sku);

    public Task<CartOutcome> ClearAsync(CartId id) => RemoveAsync(id, "");

    public Task<CartOutcome> MergeAsync(CartId from, CartId into)
        => RunAsync(CartScript.Merge, into, [from.Key(), into.Key()], CartLimits.MaxLines);

    /// <summary>Removes what an order has bought, once per order.</summary>
    public Task RemovePurchasedAsync(CartId id, Guid orderId, IEnumerable<(string Sku, int Quantity)> items)
    {
        RedisValue[] purchased = [.. items.SelectMany(item => new RedisValue[] { item.Sku, item.Quantity })];
        return RunAsync(CartScript.RemovePurchased, id, [id.Key(), id.OrderKey(orderId)], purchased);
    }

    /// <summary>Puts back what <see cref="RemovePurchasedAsync"/> removed for an order that failed, once per order.</summary>
    public Task PutBackAsync(CartId id, Guid orderId) => RunAsync(
        CartScript.PutBack, id, [id.Key(), id.OrderKey(orderId), id.ErasedKey()], CartLimits.MaxLines, CartLimits.MaxQuantity);

    public Task EraseAsync(CartId id) => RunAsync(CartScript.Erase, id, [id.Key(), id.ErasedKey()]);

    /// <summary>Users whose carts are not empty and were last changed before <paramref name="changedBefore"/>.</summary>
    public async Task<IReadOnlyList<string>> FindIdleAsync(DateTimeOffset changedBefore, int max)
    {
        var users = await redis.AskAsync(database => database.SortedSetRangeByScoreAsync(
            CartKeys.Idle, double.NegativeInfinity, changedBefore.ToUnixTimeMilliseconds(), take: max));
        return [.. users.Select(user => (string)user!)];
    }

    /// <summary>Adds an event to <paramref name="outbox"/> and <paramref name="log"/>, once, unless the cart was changed since.</summary>
    public Task AbandonAsync(
        CartId id, DateTimeOffset changedBefore, Guid eventId, RedisKey outbox, RedisKey log, TimeSpan logRetention) => RunAsync(
            CartScript.Abandon, id, [id.Key(), outbox, log],
            changedBefore.ToUnixTimeMilliseconds(), eventId.ToString(), (long)logRetention.TotalMilliseconds, MaxLogged);

    private async Task<CartOutcome> RunAsync(CartScript script, CartId id, RedisKey[] keys, params RedisValue[] arguments)
    {
        RedisValue[] common =
            [timeProvider.GetUtcNow().ToUnixTimeMilliseconds(), (long)id.Lifetime.TotalSeconds, id.IsAnonymous ? "" : id.Text];
        var reply = await script.RunAsync(redis, [.. keys, CartKeys.Idle, CartKeys.Resting], [.. common, .. arguments]);
        var code = (string)reply[0]!;
        if (code != "ok")
            return new CartOutcome(null, code);

        var fields = reply.Skip(1).Chunk(2).Select(pair => (pair[0], pair[1])).ToList();
        return new CartOutcome(fields.Count > 0 ? Read(id, fields) : Cart.Empty(id), code);
    }

    private static DateTimeOffset Time(RedisValue milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds);

    private static Cart Read(CartId id, IEnumerable<(RedisValue Name, RedisValue Value)> fields)
    {
        var cart = Cart.Empty(id);
        var lines = new List<CartLine>();
        foreach (var (name, value) in fields)
        {
            if (name == "version")
                cart = cart with { Version = (long)value };
            else if (name == "updated")
                cart = cart with { UpdatedAt = Time(value) };
            else if (name == "abandoned")
                cart = cart with { AbandonedAt = Time(value) };
            else if (((string)name!).StartsWith(LinePrefix, StringComparison.Ordinal))
                lines.Add(JsonSerializer.Deserialize((byte[])value!, CartJson.Default.CartLine)!);
        }

        return cart with { Lines = [.. lines.OrderBy(line => line.Added).ThenBy(line => line.Sku, StringComparer.Ordinal)] };
    }
}
