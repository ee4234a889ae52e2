using Ecommerce.Messaging;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace Ecommerce.Mongo;

/// <summary>An event that waits to be published, or was.</summary>
public sealed record OutboxDocument
{
    /// <summary>A UUIDv7.</summary>
    [BsonId] public required Guid EventId { get; init; }

    /// <summary>Empty when it is inserted: then the server sets it, each later than the one before.</summary>
    public required BsonTimestamp Position { get; init; }
    public required string Topic { get; init; }
    public required string Key { get; init; }
    public required string Type { get; init; }
    public required string Data { get; init; }
    public required DateTime OccurredAt { get; init; }
    public required string? Traceparent { get; init; }
    public required string? Tracestate { get; init; }
    public DateTime? PublishedAt { get; init; }

    /// <summary>The document of a row that is new.</summary>
    public static OutboxDocument Of(OutboxRow row) => new()
    {
        EventId = row.EventId,
        Position = new BsonTimestamp(0),
        Topic = row.Topic,
        Key = row.Key,
        Type = row.Type,
        Data = row.Data,
        OccurredAt = row.OccurredAt.UtcDateTime,
        Traceparent = row.Traceparent,
        Tracestate = row.Tracestate,
    };

    /// <summary>The row that it keeps.</summary>
    public OutboxRow ToRow() => new(Position.Value, EventId, Topic, Key, Type, Data, OccurredAt, Traceparent, Tracestate);
}

/// <summary>What a consumer group has handled.</summary>
public sealed record InboxDocument
{
    /// <summary>The consumer group and the event's id.</summary>
    [BsonId] public required string Id { get; init; }
    public required DateTime HandledAt { get; init; }

    public static string IdOf(string consumer, Guid eventId) => $"{consumer}/{eventId}";
}

/// <summary>What has no document of its own to be locked by.</summary>
public sealed record LockDocument
{
    /// <summary>What it locks.</summary>
    [BsonId] public required string Name { get; init; }

    /// <summary>Written by whoever locks it, so that of two transactions that do, one loses and is run again.</summary>
    public long Lock { get; init; }

    /// <summary>Who has it beyond a transaction, see <see cref="MongoLease"/>.</summary>
    public string? Holder { get; init; }

    /// <summary>How long, by the server's clock.</summary>
    public DateTime? Until { get; init; }
}
