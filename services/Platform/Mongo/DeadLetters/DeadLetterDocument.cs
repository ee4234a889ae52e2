using Ecommerce.Messaging;
using MongoDB.Bson.Serialization.Attributes;

namespace Ecommerce.Mongo;

internal sealed record DeadLetterDocument
{
    [BsonId] public required Guid Id { get; init; }
    public required string Consumer { get; init; }
    public required string Topic { get; init; }
    public required int Partition { get; init; }
    public required long Offset { get; init; }

    /// <summary>Left out where the message had none that could be read, and so out of the unique index.</summary>
    [BsonIgnoreIfNull] public required Guid? EventId { get; init; }
    public required string? Type { get; init; }
    public required string? Source { get; init; }
    public required DateTime? OccurredAt { get; init; }
    public required byte[]? Key { get; init; }
    public required byte[]? Value { get; init; }
    public required string Reason { get; init; }
    public required string Exception { get; init; }
    public required DateTime FailedAt { get; init; }

    public static DeadLetterDocument Of(DeadLetter letter) => new()
    {
        Id = letter.Id,
        Consumer = letter.Consumer,
        Topic = letter.Topic,
        Partition = letter.Partition,
        Offset = letter.Offset,
        EventId = letter.EventId,
        Type = letter.Type,
        Source = letter.Source,
        OccurredAt = letter.OccurredAt?.UtcDateTime,
        Key = letter.Key,
        Value = letter.Value,
        Reason = letter.Reason,
        Exception = letter.Exception,
        FailedAt = letter.FailedAt.UtcDateTime,
    };

    public DeadLetter ToLetter()
        => new(Id, Consumer, Topic, Partition, Offset, EventId, Type, Source, OccurredAt, Key, Value, Reason, Exception, FailedAt);

    public DeadLetterSummary ToSummary() => new(Id, Consumer, Topic, Partition, Offset, EventId, Type, Reason, Exception, FailedAt);
}
