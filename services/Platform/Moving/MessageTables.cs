using Ecommerce.Mongo;
using MongoDB.Bson;

namespace Ecommerce.Moving;

/// <summary>The tables of messages of every service: outbox, inbox, dead letters, and positions in other services' event logs.</summary>
internal static class MessageTables
{
    /// <param name="keptSince">What was published or handled before is about to be pruned, and is not moved.</param>
    public static IReadOnlyList<MovedTable> All(DateTimeOffset keptSince) =>
    [
        Inbox with { Moves = e => e.HandledAt >= keptSince },
        Outbox with { Moves = e => e.PublishedAt is not { } at || at >= keptSince },
        DeadLetters,
        BackfillPositions,
    ];

    /// <summary>
    /// Positions are kept: consumers know how far they have read, and the next event gets a higher one in either store.
    /// </summary>
    private static readonly MovedTable<OutboxRecord> Outbox = new(
        "outbox", MessageRecordsJson.Default.OutboxRecord,
        new PostgresTable(
            [("position", "bigint")],
            """
            SELECT position, event_id AS "eventId", topic, key, type, data::text AS data,
                date_trunc('milliseconds', occurred_at) AS "occurredAt", traceparent, tracestate,
                date_trunc('milliseconds', published_at) AS "publishedAt" FROM outbox
            """,
            """
            INSERT INTO outbox (position, event_id, topic, key, type, data, occurred_at, traceparent, tracestate, published_at)
            OVERRIDING SYSTEM VALUE
            SELECT position, "eventId", topic, key, type, data::json, "occurredAt", traceparent, tracestate, "publishedAt"
            FROM jsonb_to_recordset($1::jsonb) AS r (
                position bigint, "eventId" uuid, topic text, key text, type text, data text, "occurredAt" timestamptz,
                traceparent text, tracestate text, "publishedAt" timestamptz)
            """)
        {
            Finish = """
                SELECT setval(pg_get_serial_sequence('outbox', 'position'), max(position)) FROM outbox HAVING max(position) IS NOT NULL
                """,
        },
        MongoTable.Of<OutboxRecord, OutboxDocument>(
            "outbox",
            d => new(d.Position.Value, d.EventId, d.Topic, d.Key, d.Type, d.Data, d.OccurredAt, d.Traceparent, d.Tracestate, d.PublishedAt),
            e => new()
            {
                EventId = e.EventId, Position = new BsonTimestamp(e.Position), Topic = e.Topic, Key = e.Key, Type = e.Type, Data = e.Data,
                OccurredAt = e.OccurredAt.UtcDateTime,
                Traceparent = e.Traceparent, Tracestate = e.Tracestate, PublishedAt = e.PublishedAt?.UtcDateTime,
            }));

    private static readonly MovedTable<InboxRecord> Inbox = new(
        "inbox", MessageRecordsJson.Default.InboxRecord,
        new PostgresTable(
            [("consumer", "text"), ("\"eventId\"", "uuid")],
            """SELECT consumer, event_id AS "eventId", date_trunc('milliseconds', handled_at) AS "handledAt" FROM inbox""",
            """
            INSERT INTO inbox (consumer, event_id, handled_at)
            SELECT consumer, "eventId", "handledAt"
            FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, "eventId" uuid, "handledAt" timestamptz)
            """),
        MongoTable.Of<InboxRecord, InboxDocument>(
            "inbox", InboxRecord.Of, e => new() { Id = InboxDocument.IdOf(e.Consumer, e.EventId), HandledAt = e.HandledAt.UtcDateTime }));

    private static readonly MovedTable<DeadLetterRecord> DeadLetters = new(
        "dead letters", MessageRecordsJson.Default.DeadLetterRecord,
        new PostgresTable(
            [("id", "uuid")],
            """
            SELECT id, consumer, topic, partition, "offset", event_id AS "eventId", type, source,
                date_trunc('milliseconds', occurred_at) AS "occurredAt",
                replace(encode(key, 'base64'), E'\n', '') AS key, replace(encode(value, 'base64'), E'\n', '') AS value, reason, exception,
                date_trunc('milliseconds', failed_at) AS "failedAt" FROM dead_letters
            """,
            """
            INSERT INTO dead_letters (
                id, consumer, topic, partition, "offset", event_id, type, source, occurred_at, key, value, reason, exception, failed_at)
            SELECT id, consumer, topic, partition, "offset", "eventId", type, source, "occurredAt",
                decode(key, 'base64'), decode(value, 'base64'), reason, exception, "failedAt"
            FROM jsonb_to_recordset($1::jsonb) AS r (
                id uuid, consumer text, topic text, partition integer, "offset" bigint, "eventId" uuid, type text, source text,
                "occurredAt" timestamptz, key text, value text, reason text, exception text, "failedAt" timestamptz)
            """),
        MongoTable.Of<DeadLetterRecord, DeadLetterDocument>(
            "dead_letters", d => DeadLetterRecord.Of(d.ToLetter()), m => DeadLetterDocument.Of(m.ToLetter())));

    private static readonly MovedTable<CatchUpRecord> BackfillPositions = new(
        "positions in others' event logs", MessageRecordsJson.Default.CatchUpRecord,
        new PostgresTable(
            [("consumer", "text"), ("service", "text"), ("position", "bigint")],
            """SELECT consumer, service, position, date_trunc('milliseconds', read_at) AS "readAt" FROM catch_ups""",
            """
            INSERT INTO catch_ups (consumer, service, position, read_at)
            SELECT consumer, service, position, "readAt"
            FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, service text, position bigint, "readAt" timestamptz)
            """),
        MongoTable.Of<CatchUpRecord, BackfillDocument>(
            "catch_ups",
            d => new(d.Consumer, d.Service, d.Position, d.ReadAt),
            r => new()
            {
                Id = BackfillDocument.IdOf(r.Consumer, r.Service, r.Position),
                Consumer = r.Consumer, Service = r.Service, Position = r.Position, ReadAt = r.ReadAt.UtcDateTime,
            }));
}
