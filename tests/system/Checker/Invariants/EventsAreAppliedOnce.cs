using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// Every committed outbox row is published; every consumer applies each event once. Where the broker kept what it took, each
/// event must have reached all its consumers; where it forgot, the state of the orders says whether that was made good, and those who look
/// into the publishers' logs have missed nothing all the same.
/// </summary>
internal static class EventsAreAppliedOnce
{
    private static readonly (string Consumer, string[] Types)[] Consumers =
    [
        ("catalog-service", ["order-placed.v1", "order-confirmed.v1", "order-cancelled.v1", "return-received.v1"]),
        ("payment-service", ["payment-requested.v1", "order-cancelled.v1", "refund-requested.v1"]),
        ("order-service",
        [
            "stock-reserved.v1", "stock-reservation-failed.v1", "stock-committed.v1", "stock-commit-failed.v1", "stock-released.v1",
            "stock-returned.v1",
            "payment-captured.v1", "payment-failed.v1", "payment-refunded.v1",
        ]),
    ];

    private static readonly (string Consumer, string[] Types)[] CatchingUp =
    [
        ("search-service",
            ["product-changed.v1", "product-deleted.v1", "stock-changed.v1", "order-confirmed.v1", "order-cancelled.v1",
                "rating-changed.v1"]),
        ("analytics-service",
        [
            "order-placed.v1", "order-confirmed.v1", "order-cancelled.v1", "payment-captured.v1", "payment-failed.v1",
            "payment-refunded.v1",
            "product-changed.v1", "product-deleted.v1", "review-changed.v1", "cart-abandoned.v1", "user-erased.v1",
        ]),
        ("review-service", ["product-changed.v1", "product-deleted.v1", "order-delivered.v1", "user-erased.v1"]),
        ("notification-service",
        [
            "user-registered.v1", "order-placed.v1", "order-confirmed.v1", "order-cancelled.v1", "order-shipped.v1", "order-delivered.v1",
            "return-approved.v1", "return-rejected.v1", "payment-refunded.v1", "cart-abandoned.v1", "product-changed.v1",
            "stock-changed.v1", "user-erased.v1",
        ]),
        ("notification-webhooks",
        [
            "order-placed.v1", "order-confirmed.v1", "order-cancelled.v1", "order-shipped.v1", "order-delivered.v1",
            "payment-captured.v1", "payment-failed.v1", "payment-refunded.v1",
        ]),
        ("order-service", ["user-erased.v1"]),
        ("payment-service", ["user-erased.v1"]),
    ];

    public static IEnumerable<string> Violations(EndState state, Expectations expected)
    {
        var said = state.Events.SelectMany(books => books.Outbox).ToList();
        var heard = state.Events.SelectMany(books => books.Inbox).ToList();
        return
        [
            .. state.Events.SelectMany(Unpublished),
            .. state.Events.SelectMany(books => books.DeadLetters)
                .Select(letter => $"{letter.Consumer} could not handle a {letter.Type}: {letter.Reason}"),
            .. heard.GroupBy(row => row).Where(rows => rows.Count() > 1)
                .Select(rows => $"{rows.Key.Consumer} applied event {rows.Key.EventId} {rows.Count()} times"),
            .. Invented(said, heard),
            .. expected.BrokerForgot ? [] : Lost(said, heard).Select(Missed),
            .. NotCaughtUp(state),
        ];
    }

    /// <summary>Who is to apply an event of a type.</summary>
    /// <returns>The consumer; and whether it looks for what the broker lost, where the others are asked again.</returns>
    public static IEnumerable<(string Consumer, bool CatchesUp)> ConsumersOf(string type) =>
    [
        .. Consumers.Where(consumer => consumer.Types.Contains(type)).Select(consumer => (consumer.Consumer, false)),
        .. CatchingUp.Where(consumer => consumer.Types.Contains(type)).Select(consumer => (consumer.Consumer, true)),
    ];

    public static IEnumerable<string> NotCaughtUp(EndState state)
        => Lost(CatchingUp, [.. state.Events.SelectMany(books => books.Outbox)], [.. state.Events.SelectMany(books => books.Inbox)])
            .Select(Missed);

    /// <summary>Published, and not applied by who should.</summary>
    public static IEnumerable<(string Consumer, OutboxRow Event)> Lost(
        IReadOnlyCollection<OutboxRow> said, IReadOnlyCollection<InboxRow> heard)
        => Lost(Consumers, said, heard);

    private static IEnumerable<(string Consumer, OutboxRow Event)> Lost(
        (string Consumer, string[] Types)[] consumers, IReadOnlyCollection<OutboxRow> said, IReadOnlyCollection<InboxRow> heard)
    {
        var applied = heard.ToHashSet();
        return
            from consumer in consumers
            from row in said
            where row.IsPublished && consumer.Types.Contains(row.Type) && !applied.Contains(new(consumer.Consumer, row.EventId))
            select (consumer.Consumer, row);
    }

    private static string Missed((string Consumer, OutboxRow Event) missed)
        => $"{missed.Consumer} never heard of {missed.Event.Type} {missed.Event.EventId}";

    private static IEnumerable<string> Unpublished(EventBooks books)
        => books.Outbox.Where(row => !row.IsPublished).Select(row => $"{books.Service} has not published {row.Type} {row.EventId}");

    private static IEnumerable<string> Invented(IReadOnlyCollection<OutboxRow> said, IReadOnlyCollection<InboxRow> heard)
    {
        var known = said.Select(row => row.EventId).ToHashSet();
        return heard.Where(row => !known.Contains(row.EventId))
            .Select(row => $"{row.Consumer} applied event {row.EventId}, which nobody has committed");
    }
}
