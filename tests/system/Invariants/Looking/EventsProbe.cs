using Ecommerce.Checker.Invariants;
using Ecommerce.Checker.Reading;
using Ecommerce.Invariants.Stores;
using Ecommerce.Invariants.Watching;
using Microsoft.Extensions.Options;

namespace Ecommerce.Invariants.Looking;

/// <summary>
/// Events from the outboxes to the inboxes of those who need them. Who is asked again by the saga need not have heard what the broker
/// lost: whether that was made good is told by the orders. The others look into the publishers' logs, and must have missed nothing.
/// </summary>
internal sealed class EventsProbe : IProbe
{
    private const int Most = 500;
    private const int MaxDoubtful = 2000;

    private readonly ShopStores stores;
    private readonly InvariantsOptions options;
    private readonly TimeProvider timeProvider;
    private readonly Publisher[] publishers;
    private readonly (string[] Consumers, IEventStore Store)[] consumers;
    private readonly KnownEvents known = new();
    private readonly Dictionary<IEventStore, DateTime> heardUntil = [];
    private readonly Dictionary<Guid, OutboxRow> doubtful = [];
    private readonly Dictionary<Guid, string> invented = [];

    public EventsProbe(ShopStores stores, IOptions<InvariantsOptions> options, TimeProvider timeProvider)
    {
        (this.stores, this.options, this.timeProvider) = (stores, options.Value, timeProvider);
        var (users, orders, payments) = (
            new PostgresEvents(stores.Users), new PostgresEvents(stores.Orders), new PostgresEvents(stores.Payments));
        publishers =
        [
            Publisher("user-service", users), Publisher("catalog-service", stores.Catalogue.Events), Publisher("order-service", orders),
            Publisher("payment-service", payments), Publisher("review-service", stores.Reviews.Events),
        ];
        consumers =
        [
            (["catalog-service"], stores.Catalogue.Events), (["order-service"], orders), (["payment-service"], payments),
            (["search-service"], new PostgresEvents(stores.Search)), (["analytics-service"], new PostgresEvents(stores.Analytics)),
            (["review-service"], stores.Reviews.Events),
            (["notification-service", "notification-webhooks"], new PostgresEvents(stores.Notifications)),
        ];

        Publisher Publisher(string service, IEventStore store) => new(service, store, options.Value.HistoryPerLook);
    }

    public IReadOnlyList<int> Invariants => [Statement.Events];

    public IReadOnlyList<IStore> Stores => stores.All;

    public async Task<Look> LookAsync()
    {
        // Before the outboxes: what is applied was committed before, and must be found there.
        var heard = await HeardAsync();
        var (said, unpublished) = await SaidAsync();
        await JudgeAsync(heard);
        var missed = await MissedAsync(said);
        Finding[] findings =
        [
            .. unpublished, .. missed.Findings, .. await DeadLettersAsync(), .. Twice(missed.Applied),
            .. invented.Select(
                row => new Finding(
                    Statement.Events, $"invented {row.Key}", $"{row.Value} applied event {row.Key}, which nobody has committed",
                    TimeSpan.Zero)),
        ];
        var covered = said.Select(row => $"{row.EventId}").ToHashSet();
        return new(findings, subject => IsCovered(subject, covered))
        {
            Counts =
            [
                new(Statement.Events, "events looked at just now", $"{said.Count}"),
                new(Statement.Events, "not applied by everybody yet", $"{doubtful.Count}"),
                new(Statement.Events, "lost with the broker, the saga asks again", $"{missed.Lost}"),
            ],
        };
    }

    public void Forget()
    {
        foreach (var publisher in publishers) publisher.Forget();
        known.Forget();
        heardUntil.Clear();
        doubtful.Clear();
        invented.Clear();
    }

    private async Task<List<HeardEvent>> HeardAsync()
    {
        var heard = new List<HeardEvent>();
        foreach (var (_, store) in consumers)
        {
            // A transaction that takes long is seen late.
            var since = heardUntil.GetValueOrDefault(store, timeProvider.GetUtcNow().UtcDateTime.AddMinutes(-1)).AddSeconds(-10);
            var latest = await store.HeardAsync(since, Most);
            if (latest.Count > 0) heardUntil[store] = latest[^1].At;
            heard.AddRange(latest);
        }

        return heard;
    }

    private async Task<(List<OutboxRow> Said, List<Finding> Unpublished)> SaidAsync()
    {
        var (said, unpublished) = (new List<OutboxRow>(), new List<Finding>());
        foreach (var publisher in publishers)
        {
            said.AddRange(await publisher.NextAsync());
            unpublished.AddRange(
                (await publisher.Store.UnpublishedAsync(Most)).Select(row => Unpublished(publisher.Service, row.Type, row.EventId)));
        }

        var carts = await stores.Carts.EventsAsync();
        said.AddRange(carts.Outbox);
        unpublished.AddRange(carts.Outbox.Where(row => !row.IsPublished).Select(row => Unpublished(carts.Service, row.Type, row.EventId)));
        foreach (var row in said) known.Add(row.EventId);
        return ([.. said.Concat(doubtful.Values).DistinctBy(row => row.EventId)], unpublished);
    }

    private Finding Unpublished(string service, string type, Guid id)
        => new(Statement.Events, $"unpublished {id}", $"{service} has not published {type} {id}", options.Publish);

    /// <summary>What was applied, and is in no outbox.</summary>
    private async Task JudgeAsync(IEnumerable<HeardEvent> heard)
    {
        foreach (var strange in heard.Where(row => !known.Contains(row.EventId))
            .Take(Most)) invented.TryAdd(strange.EventId, strange.Consumer);
        if (invented.Count == 0) return;
        var ids = invented.Keys.ToArray();
        foreach (var publisher in publishers)
            foreach (var committed in await publisher.Store.KnownAsync(ids)) invented.Remove(committed);
        // A cart's events are kept for as long as they are in the log.
        foreach (var committed in ids.Where(known.Contains)) invented.Remove(committed);
    }

    private async Task<(List<Finding> Findings, int Lost, List<InboxRow> Applied)> MissedAsync(List<OutboxRow> said)
    {
        var applied = new List<InboxRow>();
        var ids = said.Where(row => row.IsPublished).Select(row => row.EventId).ToArray();
        foreach (var (names, store) in consumers) applied.AddRange(await store.AppliedAsync(names, ids));

        var done = applied.ToHashSet();
        var missing = (
            from row in said
            where row.IsPublished
            from consumer in EventsAreAppliedOnce.ConsumersOf(row.Type)
            where !done.Contains(new(consumer.Consumer, row.EventId))
            select (Event: row, consumer.Consumer, consumer.CatchesUp)).ToList();
        Doubt(missing.Where(missed => missed.CatchesUp).Select(missed => missed.Event));
        return (
            [
                .. missing.Where(missed => missed.CatchesUp && doubtful.ContainsKey(missed.Event.EventId)).GroupBy(missed => missed.Event)
                    .Select(missed => new Finding(
                    Statement.Events, $"{missed.Key.EventId}",
                    $"{string.Join(", ", missed.Select(by => by.Consumer))} never heard of {missed.Key.Type} {missed.Key.EventId}",
                    options.CatchUp)),
            ],
            missing.Count(missed => !missed.CatchesUp), applied);
    }

    private void Doubt(IEnumerable<OutboxRow> rows)
    {
        OutboxRow[] kept = [.. rows.Distinct().OrderByDescending(row => doubtful.ContainsKey(row.EventId)).Take(MaxDoubtful)];
        doubtful.Clear();
        foreach (var row in kept) doubtful[row.EventId] = row;
    }

    /// <summary>Single events are looked at in turn, all else each time.</summary>
    private static bool IsCovered(string subject, HashSet<string> events)
        => subject.StartsWith("twice ", StringComparison.Ordinal)
            ? events.Contains(subject[6..])
            : !Guid.TryParse(subject, out _) || events.Contains(subject);

    private static IEnumerable<Finding> Twice(IEnumerable<InboxRow> applied)
        => applied.GroupBy(row => row).Where(rows => rows.Count() > 1)
            .Select(
                rows => new Finding(
                    Statement.Events, $"twice {rows.Key.EventId}",
                    $"{rows.Key.Consumer} applied event {rows.Key.EventId} {rows.Count()} times", TimeSpan.Zero));

    private async Task<List<Finding>> DeadLettersAsync()
    {
        var letters = new List<Finding>();
        foreach (var (_, store) in consumers)
            letters.AddRange((await store.DeadLettersAsync(Most)).Select(letter => new Finding(
                Statement.Events, $"dead letter {letter.Consumer} {letter.Type} {letter.Reason}",
                $"{letter.Consumer} could not handle a {letter.Type}: {letter.Reason}", TimeSpan.Zero)));
        return [.. letters.DistinctBy(letter => letter.Subject)];
    }
}
