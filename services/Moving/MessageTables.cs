using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Mongo;
using MongoDB.Bson;

namespace Ecommerce.Moving;

/// <summary>What every service has of messages: what it has said and still has to say, and what it has heard.</summary>
internal static class MessageTables
{
    /// <summary>Positions go along: consumers remember how far they have read, and what is said next comes behind all of them in either store.</summary>
    private static readonly MovedTable Outbox = new MovedTable<SaidEvent>(
        "outbox", MessageTablesJson.Default.SaidEvent,
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

    private static readonly MovedTable Inbox = new MovedTable<HeardEvent>(
        "inbox", MessageTablesJson.Default.HeardEvent,
        new PostgresTable(
            [("consumer", "text"), ("\"eventId\"", "uuid")],
            """SELECT consumer, event_id AS "eventId", date_trunc('milliseconds', handled_at) AS "handledAt" FROM inbox""",
            """
            INSERT INTO inbox (consumer, event_id, handled_at)
            SELECT consumer, "eventId", "handledAt" FROM jsonb_to_recordset($1::jsonb) AS r (consumer text, "eventId" uuid, "handledAt" timestamptz)
            """),
        MongoTable.Of<HeardEvent, InboxDocument>("inbox", HeardEvent.Of, e => new() { Id = $"{e.Consumer}/{e.EventId}", HandledAt = e.HandledAt.UtcDateTime }));

    public static IReadOnlyList<MovedTable> All { get; } = [Inbox, Outbox];
}

internal sealed record SaidEvent(
    long Position, Guid EventId, string Topic, string Key, string Type, string Data, DateTimeOffset OccurredAt, string? Traceparent, string? Tracestate,
    DateTimeOffset? PublishedAt);

internal sealed record HeardEvent(string Consumer, Guid EventId, DateTimeOffset HandledAt)
{
    public static HeardEvent Of(InboxDocument document)
    {
        var slash = document.Id.LastIndexOf('/');
        return new(document.Id[..slash], Guid.Parse(document.Id.AsSpan(slash + 1)), document.HandledAt);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SaidEvent))]
[JsonSerializable(typeof(HeardEvent))]
internal sealed partial class MessageTablesJson : JsonSerializerContext;
