using Dapper;
using Ecommerce.Checker.Invariants;
using Ecommerce.Checker.Reading;
using Npgsql;

namespace Ecommerce.Checker;

/// <summary>Whether the shop has come to rest: nothing waits for an answer, nothing waits to be published.</summary>
public static class Rest
{
    private const string Orders = """
        select format('order %s is %s, asked again %s times%s', id, status, asks,
            case when awaits_stock then ', awaits stock' else '' end
            || case when awaits_payment then ', awaits payment' else '' end
            || case when awaits_return then ', awaits return' else '' end)
        from orders where ask_at is not null or status in ('Placed', 'StockReserved', 'Paid')
        """;

    private const string Payments = """
        select format('the payment of order %s waits for the provider, called %s times', order_id, calls) from payments
        where call_at is not null
        union all
        select format('refund %s of order %s waits for the provider, called %s times', id, order_id, calls) from refunds
        where call_at is not null
        """;

    private const string Outbox = "select format('%s %s is not published', type, event_id) from outbox where published_at is null";

    // What is to be sent days later moves nothing now.
    private const string Messages = """
        select format('message %s (%s) is %s', id, kind, status) from messages
        where status = 'Sending' or (status = 'Pending' and due_at < now() + interval '2 hours')
        """;

    /// <summary>What still moves, each in a sentence; none once all is at rest.</summary>
    public static async Task<IReadOnlyList<string>> MovingAsync(Databases databases)
    {
        IReadOnlyList<string> moving =
        [
            .. await AskAsync(databases.Orders, $"{Orders} union all {Outbox}"),
            .. await AskAsync(databases.Payments, $"{Payments} union all {Outbox}"),
            .. await AskAsync(databases.Catalog, Outbox),
            .. await AskAsync(databases.Users, Outbox),
            .. await AskAsync(databases.Reviews, Outbox),
            .. await AskAsync(databases.Notifications, Messages),
            .. Restless(await CartBooks.ReadAsync(databases.Carts)),
        ];
        return moving.Count > 0 ? moving : await BehindAsync(databases);
    }

    private static IEnumerable<string> Restless(CartBooks carts) =>
    [
        .. carts.Idle > 0 ? [$"{carts.Idle} carts are left alone, and nobody has said so"] : Array.Empty<string>(),
        .. carts.Waiting.Select(id => $"cart-abandoned {id} is not published"),
    ];

    /// <summary>
    /// Those who live on what others say hear of everything last, and of what the broker lost only when they look for it.
    /// </summary>
    private static async Task<IReadOnlyList<string>> BehindAsync(Databases databases)
    {
        var state = await EndState.ReadAsync(databases);
        return
        [
            .. CopiesEqualTheirSources.Violations(state), .. RatingsAreTheReviews.Violations(state), .. PeopleAreToldOnce.Violations(state),
            .. ErasedAreForgotten.Violations(state), .. EventsAreAppliedOnce.NotCaughtUp(state),
        ];
    }

    private static async Task<IEnumerable<string>> AskAsync(string database, string question)
    {
        await using var connection = await Rows.OpenAsync(database);
        return await connection.QueryAsync<string>(question);
    }
}
