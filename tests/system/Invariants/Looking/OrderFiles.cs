using Ecommerce.Checker;
using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// Fetches what the stores say of some orders. Each store is read at a moment of its own: what is under way may not fit together.
/// </summary>
internal sealed class OrderFiles(ShopStores stores)
{
    // Whoever asks again does so a little after the moment.
    private const string Late = "interval '30 seconds'";

    private const string ReadTimes = $"""
        select id, placed_at as placedat, updated_at as updatedat, coalesce(ask_at > now() - {Late}, false) as asks from orders
        where id = any(@orders)
        """;

    // The answer of a checkout is claimed when it begins, and found by its time: nothing is indexed by what it led to.
    private const string ReadKeys = """
        select k.user_id as userid, k.key, k.status, k.location, k.body
        from orders o join idempotency_keys k
            on k.created_at between o.placed_at - interval '10 minutes' and o.placed_at + interval '1 minute' and k.user_id = o.user_id
                and k.location = '/orders/' || o.id
        where o.id = any(@orders)
        """;

    private const string ReadKeysAnyhow = """
        select user_id as userid, key, status, location, body from idempotency_keys
        where location in (select '/orders/' || id from unnest(@orders) id)
        """;

    private const string ReadCalls = $"""
        select order_id from payments where call_at > now() - {Late} and order_id = any(@orders)
        union select order_id from refunds where call_at > now() - {Late} and order_id = any(@orders)
        """;

    public async Task<IReadOnlyList<OrderFile>> ReadAsync(Guid[] orders)
    {
        var (books, times) = await stores.Orders.ReadAsync(async db => (
            await OrderBooks.ReadAsync(db, orders) with { Keys = await db.ReadAsync<KeyRow>(ReadKeys, new { orders }) },
            await db.ReadAsync<OrderTimes>(ReadTimes, new { orders })));
        books = await WithOddKeysAsync(books);
        var (payments, calls) = await stores.Payments.ReadAsync(async db => (
            await PaymentBooks.ReadAsync(db, orders), (await db.ReadAsync<Guid>(ReadCalls, new { orders })).ToHashSet()));
        var reservations = await stores.Catalogue.ReservationsAsync(orders);
        var refunds = payments.Refunds.Select(refund => refund.Id).ToArray();
        var analytics = await stores.Analytics.ReadAsync(db => AnalyticsBooks.ReadAsync(db, orders, refunds));
        var messages = await stores.Notifications.ReadAsync(db => MessageBooks.ReadAsync(db, orders, Earliest(times)));
        var split = new Split(books, payments, reservations, analytics, messages);
        return [.. times.Select(time => new OrderFile(split.Of(time.Id), time, time.Asks || calls.Contains(time.Id)))];
    }

    /// <summary>A checkout that was taken up again long after it was claimed is looked for in the whole table.</summary>
    private async Task<OrderBooks> WithOddKeysAsync(OrderBooks books)
    {
        var answers = books.Keys.Select(key => key.Location).ToHashSet();
        var orders = books.Orders.Select(order => order.Id).Where(id => !answers.Contains($"/orders/{id}")).ToArray();
        return orders.Length == 0
            ? books
            : books with
            {
                Keys = [.. books.Keys, .. await stores.Orders.ReadAsync(db => db.ReadAsync<KeyRow>(ReadKeysAnyhow, new { orders }))],
            };
    }

    private static Guid Earliest(IReadOnlyList<OrderTimes> times)
        => times.Count == 0 ? Guid.Empty : Guid.CreateVersion7(new DateTimeOffset(times.Min(time => time.PlacedAt)).AddMinutes(-5));

    /// <summary>Takes the rows of many orders apart.</summary>
    private sealed class Split(
        OrderBooks books, PaymentBooks payments, IReadOnlyList<ReservationRow> reservations, AnalyticsBooks analytics,
        MessageBooks messages)
    {
        private readonly ILookup<Guid, OrderRow> orders = books.Orders.ToLookup(row => row.Id);
        private readonly ILookup<Guid, OrderLineRow> lines = books.Lines.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, HistoryRow> history = books.History.ToLookup(row => row.OrderId);
        private readonly ILookup<string?, KeyRow> keys = books.Keys.ToLookup(row => row.Location);
        private readonly ILookup<Guid, CodeUseRow> uses = books.CodeUses.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, PaymentRow> paid = payments.Payments.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, RefundRow> refunds = payments.Refunds.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, LedgerRow> ledger = payments.Ledger.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, ProviderRow> provider = payments.Provider.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, ReservationRow> reserved = reservations.ToLookup(row => row.OrderId);
        private readonly ILookup<Guid, OrderFactRow> facts = analytics.Orders.ToLookup(row => row.Id);
        private readonly ILookup<Guid, MoneyRow> captures = analytics.Captures.ToLookup(row => row.Id);
        private readonly ILookup<Guid, MoneyRow> givenBack = analytics.Refunds.ToLookup(row => row.Id);
        private readonly HashSet<Guid> failures = [.. analytics.Failures];
        private readonly ILookup<Guid, MessageRow> told = messages.Messages.ToLookup(row => row.About);

        public EndState Of(Guid id) => new()
        {
            Orders = OrderBooks.None with
            {
                Orders = [.. orders[id]],
                Lines = [.. lines[id]],
                History = [.. history[id]],
                Keys = [.. keys[$"/orders/{id}"]],
                CodeUses = [.. uses[id]],
            },
            Payments = PaymentBooks.None with
            {
                Payments = [.. paid[id]],
                Refunds = [.. refunds[id]],
                Ledger = [.. ledger[id]],
                Provider = [.. provider[id]],
            },
            Stock = StockBooks.None with { Reservations = [.. reserved[id]] },
            Analytics = AnalyticsBooks.None with
            {
                Orders = [.. facts[id]],
                Captures = [.. captures[id]],
                Refunds = [.. refunds[id].SelectMany(refund => givenBack[refund.Id])],
                Failures = failures.Contains(id) ? [id] : [],
            },
            Messages = new([.. told[id]]),
        };
    }
}
