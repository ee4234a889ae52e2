using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// The sums of analytics against those of its sources, up to a moment that everybody should have heard of: so a fact too many is found as
/// well.
/// </summary>
internal sealed class FactsProbe(ShopStores stores, IOptions<InvariantsOptions> options, TimeProvider timeProvider) : IProbe
{
    private const string Orders = """
        select 'orders' as what, currency, count(*)::int as many, sum(total) as amount from orders where placed_at < @until
        group by currency
        """;

    private const string Payments = """
        select 'captured' as what, currency, count(*)::int as many, sum(amount) as amount from payments where captured_at < @until
        group by currency
        union all
        select 'refunded', p.currency, count(*)::int, sum(r.amount) from refunds r join payments p on p.order_id = r.order_id
        where r.completed_at < @until group by p.currency
        """;

    private const string Facts = """
        with live as (select id from generations where state = 'live')
        select 'orders' as what, currency, count(*)::int as many, sum(total) as amount from order_facts, live
        where generation = live.id and placed_at < @until group by currency
        union all
        select 'captured', currency, count(*)::int, sum(amount) from capture_facts, live where generation = live.id and captured_at < @until
        group by currency
        union all
        select 'refunded', currency, count(*)::int, sum(amount) from refund_facts, live where generation = live.id and refunded_at < @until
        group by currency
        """;

    public IReadOnlyList<int> Invariants => [Statement.Copies];

    public IReadOnlyList<IStore> Stores => [stores.Orders, stores.Payments, stores.Analytics];

    public async Task<Look> LookAsync()
    {
        var until = (timeProvider.GetUtcNow() - options.Value.CatchUp).UtcDateTime;
        Sum[] sources =
        [
            .. await stores.Orders.ReadAsync(db => db.ReadAsync<Sum>(Orders, new { until })),
            .. await stores.Payments.ReadAsync(db => db.ReadAsync<Sum>(Payments, new { until })),
        ];
        var facts = await stores.Analytics.ReadAsync(db => db.ReadAsync<Sum>(Facts, new { until }));
        return new(
            [
                .. sources.Except(facts).Concat(facts.Except(sources)).Select(sum => (sum.What, sum.Currency)).Distinct()
                    .Select(wrong => new Finding(
                    Statement.Copies, $"analytics: {wrong.What} in {wrong.Currency}",
                    $"analytics: {wrong.What} in {wrong.Currency}: {Told(facts, wrong)}, by the source {Told(sources, wrong)}",
                    options.Value.CatchUp)),
            ])
        {
            Counts =
            [
                .. facts.Select(
                    sum => new Counted(Statement.Copies, $"{sum.What} in analytics", $"{sum.Many}, {sum.Amount:0.00} {sum.Currency}"))
            ],
        };
    }

    private static string Told(IEnumerable<Sum> sums, (string What, string Currency) of)
        => sums.FirstOrDefault(sum => (sum.What, sum.Currency) == of) is { } sum ? $"{sum.Many} over {sum.Amount:0.00}" : "none";

    private sealed record Sum(string What, string Currency, int Many, decimal Amount);
}
