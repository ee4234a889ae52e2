using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// Which orders are looked at: those that were just placed, those that wait, and of all others some each time, until all were looked at
/// and it begins anew. So a look costs the same however many orders there are.
/// </summary>
internal sealed class OrderRounds(ShopStores stores, IOptions<InvariantsOptions> options, TimeProvider timeProvider)
{
    private const int Most = 300;

    /// <summary>What is older was at rest long ago, and its keys and events are no longer kept.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromDays(6);

    private static readonly TimeSpan New = TimeSpan.FromMinutes(1);

    // A wait that is over, or an order in between that does not wait, is what nobody comes back to.
    private const string ReadMoving = """
        (select id from orders where id > @since order by id desc limit @most)
        union (select id from orders where ask_at is not null order by ask_at limit @most)
        union (select id from orders where status in ('Placed', 'StockReserved', 'Paid') order by id limit @most)
        """;

    private const string ReadNext = "select id from orders where id > @after order by id limit @many";

    private readonly SortedSet<Guid> seen = [];
    private Guid after;

    /// <summary>How often all have been looked at.</summary>
    public int Laps { get; private set; }

    /// <summary>How many orders there were the last time.</summary>
    public int Known => seen.Count;

    /// <summary>The orders of the next look.</summary>
    public async Task<Round> NextAsync()
    {
        var floor = Guid.CreateVersion7(timeProvider.GetUtcNow() - Age);
        var from = after.CompareTo(floor) > 0 ? after : floor;
        var (moving, next) = await stores.Orders.ReadAsync(async db => (
            await db.ReadAsync<Guid>(ReadMoving, new { since = Guid.CreateVersion7(timeProvider.GetUtcNow() - New), most = Most }),
            await db.ReadAsync<Guid>(ReadNext, new { after = from, many = options.Value.HistoryPerLook })));
        var isLast = next.Count < options.Value.HistoryPerLook;
        var lost = Lost(from, isLast ? null : next[^1], next);
        after = isLast ? Guid.Empty : next[^1];
        if (isLast) Laps++;
        Remember(floor, [.. moving, .. next]);
        return new([.. moving.Concat(next).Distinct()], lost);
    }

    public void Forget()
    {
        seen.Clear();
        (after, Laps) = (Guid.Empty, 0);
    }

    /// <summary>Those that were there before and are not any more.</summary>
    private List<Guid> Lost(Guid from, Guid? to, IReadOnlyList<Guid> found)
    {
        var there = found.ToHashSet();
        return [.. seen.Where(id => id.CompareTo(from) > 0 && (to is null || id.CompareTo(to.Value) <= 0) && !there.Contains(id))];
    }

    private void Remember(Guid floor, IEnumerable<Guid> orders)
    {
        seen.UnionWith(orders);
        seen.RemoveWhere(id => id.CompareTo(floor) <= 0);
    }
}

/// <param name="Lost">Were there before.</param>
internal sealed record Round(IReadOnlyList<Guid> Orders, IReadOnlyList<Guid> Lost);
