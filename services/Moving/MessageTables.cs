using Ecommerce.Mongo;
using MongoDB.Bson;

namespace Ecommerce.Moving;

/// <summary>What every service has of messages: what it has said and still has to say, what it has heard, could not handle, and how far it has read others' logs.</summary>
internal static class MessageTables
{
    /// <param name="keptSince">What was published or handled before is about to expire, at any moment and in either store: it is left behind.</param>
    public static IReadOnlyList<MovedTable> All(DateTimeOffset keptSince) =>
    [
        Inbox with { Moves = e => e.HandledAt >= keptSince },
        Outbox with { Moves = e => e.PublishedAt is not { } at || at >= keptSince },
        DeadLetters,
        CatchUps,
    ];

    /// <summary>Positions go along: consumers remember how far they have read, and what is said next comes behind all of them in either store.</summary>
    private static readonly MovedTable<SaidEvent> Outbox = new(
        "outbox", MessageRecordsJson.Default.SaidEvent,
        new PostgresTable(
            [("position", "bigint")],
            """
            SELECT position, event_id AS "eventId", topic, key, type, data::text AS data, date_trunc('milliseconds', occurred_at) AS "occurredAt", traceparent, tracestate,
                date_trunc('milliseconds', published_at) AS "publishedAt" FROM outbox
            """,
            """
            INSERT INTO outbox (position, event_id, topic, key, type, data, occurred_at, traceparent, tracestate, published_at) OVERRIDING SYSTEM VALUE
            SELECT position, "eventId", topic, key, type, data::json, "occurredAt", traceparent, tracestate, "publishedAt" FROM jsonb_to_recordset($1::jsonb) AS r (
                position bigint, "eventId" uuid, topic text, key text, type text, data text, "occurredAt" timestamptz, traceparent text, tracestate text, "publishedAt" timestamptz)
            """)
        {
            Finish = "SELECT setval(pg_get_serial_sequence('outbox', 'position'), max(position)) FROM outbox HAVING max(position) IS NOT NULL",
        },
        MongoTable.Of<SaidEvent, OutboxDocument>(
            "outbox",
            d => new(d.Position.Value, d.EventId, d.Topic, d.Key, d.Type, d.Data, d.OccurredAt, d.Traceparent, d.Tracestate, d.PublishedAt),
            e => new()
            {
                EventId = e.EventId, Position = new BsonTimestamp(e.Position), Topic = e.Topic, Key = e.Key, Type = e.Type, Data = e.Data, OccurredAt = e.OccurredAt.UtcDateTime,
                Traceparent = e.Traceparent, Tracestate = e.Tracestate, PublishedAt = e.PublishedAt?.UtcDateTime,
            }));

    private static readonly MovedTable<HeardEvent> Inbox = new(
        "inbox", MessageRecordsJson.Default.HeardEvent,
        new PostgresTable(
            [("consumer", "text"), ("\"eventId\"", "uuid")],
            """SELECT consumer, event_id AS "eventId", date_trunc('milliseconds', handled_at) AS "handledAt" FROM inbox""",
            """
            INSERT INTO inbox (consumer, event_id, handled_at)
            SELECT consumer, "eventId", "handledAt" FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, "eventId" uuid, "handledAt" timestamptz)
            """),
        MongoTable.Of<HeardEvent, InboxDocument>("inbox", HeardEvent.Of, e => new() { Id = InboxDocument.IdOf(e.Consumer, e.EventId), HandledAt = e.HandledAt.UtcDateTime }));

    private static readonly MovedTable<BuriedMessage> DeadLetters = new(
        "dead letters", MessageRecordsJson.Default.BuriedMessage,
        new PostgresTable(
            [("id", "uuid")],
            """
            SELECT id, consumer, topic, partition, "offset", event_id AS "eventId", type, source, date_trunc('milliseconds', occurred_at) AS "occurredAt",
                replace(encode(key, 'base64'), E'\n', '') AS key, replace(encode(value, 'base64'), E'\n', '') AS value, reason, exception,
                date_trunc('milliseconds', failed_at) AS "failedAt" FROM dead_letters
            """,
            """
            INSERT INTO dead_letters (id, consumer, topic, partition, "offset", event_id, type, source, occurred_at, key, value, reason, exception, failed_at)
            SELECT id, consumer, topic, partition, "offset", "eventId", type, source, "occurredAt", decode(key, 'base64'), decode(value, 'base64'), reason, exception, "failedAt"
            FROM jsonb_to_recordset($1::jsonb) AS r (
                id uuid, consumer text, topic text, partition integer, "offset" bigint, "eventId" uuid, type text, source text, "occurredAt" timestamptz, key text, value text,
                reason text, exception text, "failedAt" timestamptz)
            """),
        MongoTable.Of<BuriedMessage, DeadLetterDocument>("dead_letters", d => BuriedMessage.Of(d.ToLetter()), m => DeadLetterDocument.Of(m.ToLetter())));

    private static readonly MovedTable<ReadPosition> CatchUps = new(
        "positions in others' event logs", MessageRecordsJson.Default.ReadPosition,
        new PostgresTable(
            [("consumer", "text"), ("service", "text"), ("position", "bigint")],
            """SELECT consumer, service, position, date_trunc('milliseconds', read_at) AS "readAt" FROM catch_ups""",
            """
            INSERT INTO catch_ups (consumer, service, position, read_at)
            SELECT consumer, service, position, "readAt" FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, service text, position bigint, "readAt" timestamptz)
            """),
        MongoTable.Of<ReadPosition, CatchUpDocument>(
            "catch_ups",
            d => new(d.Consumer, d.Service, d.Position, d.ReadAt),
            r => new() { Id = CatchUpDocument.IdOf(r.Consumer, r.Service, r.Position), Consumer = r.Consumer, Service = r.Service, Position = r.Position, ReadAt = r.ReadAt.UtcDateTime }));
}
