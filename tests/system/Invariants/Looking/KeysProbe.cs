using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// Answers that the shop keeps for repetitions of checkouts: the order that such an answer names is there, and is the caller's.
/// </summary>
internal sealed class KeysProbe(ShopStores stores) : IProbe
{
    private const string BrokenAnswers = """
        select format('key %s was answered with order %s, %s', k.key, substr(k.location, 9),
            case when o.id is null then 'which is not there' else 'which is somebody else''s' end)
        from idempotency_keys k left join orders o on k.location = '/orders/' || o.id
        where k.status between 200 and 299 and k.location ~ '^/orders/[0-9a-f-]{36}$' and o.user_id is distinct from k.user_id
        limit 500
        """;

    public IReadOnlyList<int> Invariants => [Statement.Promises];

    public IReadOnlyList<IStore> Stores => [stores.Orders];

    public async Task<Look> LookAsync()
        => new(
            [.. Finding.Of(
                Statement.Promises, await stores.Orders.ReadAsync(orders => orders.ReadAsync<string>(BrokenAnswers)), TimeSpan.Zero)]);
}
