using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;

namespace Ecommerce.Invariants.Looking;

/// <summary>Discount codes: each counts its uses right, and has no more than it may.</summary>
internal sealed class CodesProbe(ShopStores stores) : IProbe
{
    private const string WrongCodes = """
        select format('code %s says that it was used %s times, by %s orders, of %s', d.code, d.used, count(u.order_id),
            coalesce(d.usage_limit::text, 'any number'))
        from discounts d left join discount_uses u on u.code = d.code
        group by d.code having d.used <> count(u.order_id) or d.used > d.usage_limit
        """;

    public IReadOnlyList<int> Invariants => [Statement.Totals];

    public IReadOnlyList<IStore> Stores => [stores.Orders];

    public async Task<Look> LookAsync()
        => new(
            [.. Finding.Of(
                Statement.Totals, await stores.Orders.ReadAsync(orders => orders.ReadAsync<string>(WrongCodes)), TimeSpan.Zero)]);
}
