using Dapper;
using Ecommerce.Checker.Reading;

namespace Ecommerce.Invariants.Stores;

/// <summary>A service's events in its PostgreSQL database.</summary>
internal sealed class PostgresEvents(PostgresStore store) : IEventStore
{
    private const string Placed = "select position, event_id as eventid, type, published_at is not null as ispublished from outbox";

    public Task<long> LastAsync() => store.ReadAsync(db => db.QuerySingleAsync<long>("select coalesce(max(position), 0) from outbox"));

    public Task<IReadOnlyList<PlacedEvent>> AfterAsync(long position, int most)
        => store.ReadAsync(
            db => db.ReadAsync<PlacedEvent>($"{Placed} where position > @position order by position limit @most", new { position, most }));

    public Task<IReadOnlyList<PlacedEvent>> UnpublishedAsync(int most)
        => store.ReadAsync(
            db => db.ReadAsync<PlacedEvent>($"{Placed} where published_at is null order by position limit @most", new { most }));

    public Task<IReadOnlyList<Guid>> KnownAsync(Guid[] events)
        => store.ReadAsync(db => db.ReadAsync<Guid>("select event_id from outbox where event_id = any(@events)", new { events }));

    public Task<IReadOnlyList<InboxRow>> AppliedAsync(string[] consumers, Guid[] events) => store.ReadAsync(db => db.ReadAsync<InboxRow>(
        "select consumer, event_id as eventid from inbox where consumer = any(@consumers) and event_id = any(@events)",
        new { consumers, events }));

    public Task<IReadOnlyList<HeardEvent>> HeardAsync(DateTime since, int most) => store.ReadAsync(db => db.ReadAsync<HeardEvent>(
        "select consumer, event_id as eventid, handled_at as at from inbox where handled_at >= @since order by handled_at limit @most",
        new { since, most }));

    public Task<IReadOnlyList<DeadLetterRow>> DeadLettersAsync(int most)
        => store.ReadAsync(
            db => db.ReadAsync<DeadLetterRow>(
                "select consumer, type, reason from dead_letters order by failed_at desc limit @most", new { most }));
}
