using System.Globalization;
using Ecommerce.CartService.Domain;
using Ecommerce.Web;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <param name="Position">Where a list that begins with it goes on.</param>
internal sealed record RestingCart(Cart Cart, RestingPosition Position);

/// <summary>Where a list of carts has got to: those of the moment that come first are behind it already.</summary>
/// <param name="ChangedAt">Unix milliseconds.</param>
/// <param name="Given">How many of that moment.</param>
internal sealed record RestingPosition(long ChangedAt, int Given)
{
    public RestingPosition Past(long changedAt) => new(changedAt, changedAt == ChangedAt ? Given + 1 : 1);

    public string Encode() => Cursor.Encode(
        ChangedAt.ToString(CultureInfo.InvariantCulture), Given.ToString(CultureInfo.InvariantCulture));

    /// <summary>Null where the text is none.</summary>
    public static RestingPosition? Decode(string text)
        => Cursor.Decode(text) is [{ } at, { } given]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var changedAt)
            && int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? new(changedAt, count)
                : null;
}

/// <summary>Carts with something in them, those that were changed last first.</summary>
internal sealed class RestingCartStore(RedisServer redis, CartStore carts)
{
    /// <summary>Carts that expired take no place on a page and are looked at all the same: no more than this for one page.</summary>
    private const int MaxExpired = 500;

    /// <returns>The carts, and where the list goes on; null at its end.</returns>
    public async Task<(IReadOnlyList<RestingCart> Carts, RestingPosition? Next)> ListAsync(
        RestingPosition from, int limit, CancellationToken cancellationToken)
    {
        var found = new List<RestingCart>(limit);
        for (var expired = 0; found.Count < limit;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (expired >= MaxExpired)
                return (found, from);
            var entries = await redis.AskAsync(database => database.SortedSetRangeByScoreWithScoresAsync(
                CartKeys.Resting, double.NegativeInfinity, from.ChangedAt, order: Order.Descending, skip: from.Given,
                take: limit - found.Count));
            if (entries.Length == 0)
                return (found, null);
            foreach (var entry in entries)
            {
                if (await FindAsync((string)entry.Element!) is not { } cart)
                {
                    expired++;
                    continue;
                }

                from = from.Past((long)entry.Score);
                found.Add(new(cart, from));
            }
        }

        return (found, from);
    }

    /// <summary>Null for one that has expired or was emptied, which is not listed again.</summary>
    private async Task<Cart?> FindAsync(string member)
    {
        if (CartKeys.ReadMember(member) is { } id && await carts.FindAsync(id) is { Lines.Count: > 0 } cart)
            return cart;
        await redis.AskAsync(database => database.SortedSetRemoveAsync(CartKeys.Resting, member));
        return null;
    }
}
