using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;

namespace Ecommerce.Invariants.Looking;

/// <summary>How much there is: a green light over an empty shop says nothing.</summary>
internal sealed class CountsProbe(ShopStores stores) : IProbe
{
    private const string Orders = """
        select 'orders ' || lower(status) as what, count(*)::text as howmuch from orders group by status
        union all select 'history entries', count(*)::text from order_history
        union all select 'keys', count(*)::text from idempotency_keys
        union all select 'sold for', string_agg(total || ' ' || currency, ', ')
        from (select sum(total) as total, currency from orders where confirmed_at is not null group by currency) sums
        """;

    private const string Payments = """
        select 'payments ' || lower(status) as what, count(*)::text as howmuch from payments group by status
        union all select 'refunds', count(*)::text from refunds
        union all select 'ledger entries', count(*)::text from ledger_entries
        union all select 'captured', string_agg(amount || ' ' || currency, ', ')
        from (select sum(amount) as amount, currency from payments where status = 'Captured' group by currency) sums
        """;

    private const string Outbox = "select 'events of ' || topic as what, count(*)::text as howmuch from outbox group by topic";

    private const string Messages =
        "select 'mails ' || lower(status) as what, count(*)::text as howmuch from messages where channel = 'email' group by status";

    public IReadOnlyList<int> Invariants => [];

    public IReadOnlyList<IStore> Stores => [stores.Orders, stores.Payments, stores.Notifications];

    public async Task<Look> LookAsync()
    {
        var orders = await stores.Orders.ReadAsync(db => db.ReadAsync<Row>(Orders));
        return new([])
        {
            Counts =
            [
                .. Of(Statement.Rest, orders.Where(row => row.What.StartsWith("orders", StringComparison.Ordinal))),
                .. Of(Statement.Histories, orders.Where(row => row.What.StartsWith("history", StringComparison.Ordinal))),
                .. Of(Statement.Keys, orders.Where(row => row.What == "keys")),
                .. Of(Statement.Totals, orders.Where(row => row.What.StartsWith("sold", StringComparison.Ordinal))),
                .. Of(Statement.Money, await stores.Payments.ReadAsync(db => db.ReadAsync<Row>(Payments))),
                .. Of(Statement.Events, await stores.Orders.ReadAsync(db => db.ReadAsync<Row>(Outbox))),
                .. Of(Statement.Events, await stores.Payments.ReadAsync(db => db.ReadAsync<Row>(Outbox))),
                .. Of(Statement.Copies, await stores.Notifications.ReadAsync(db => db.ReadAsync<Row>(Messages))),
            ],
        };
    }

    private static IEnumerable<Counted> Of(int invariant, IEnumerable<Row> rows)
        => rows.Where(row => row.HowMuch is not null).Select(row => new Counted(invariant, row.What, row.HowMuch!));

    private sealed record Row(string What, string? HowMuch);
}
