using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Messaging;
using Ecommerce.Mongo;

namespace Ecommerce.Moving;

internal sealed record OutboxRecord(
    long Position, Guid EventId, string Topic, string Key, string Type, string Data, DateTimeOffset OccurredAt, string? Traceparent,
    string? Tracestate,
    DateTimeOffset? PublishedAt);

internal sealed record InboxRecord(string Consumer, Guid EventId, DateTimeOffset HandledAt)
{
    public static InboxRecord Of(InboxDocument document)
    {
        var slash = document.Id.LastIndexOf('/');
        return new(document.Id[..slash], Guid.Parse(document.Id.AsSpan(slash + 1)), document.HandledAt);
    }
}

internal sealed record CatchUpRecord(string Consumer, string Service, long Position, DateTimeOffset ReadAt);

/// <summary>A dead letter.</summary>
/// <param name="Key">In base 64, and null where the message had none, which is something else than an empty one.</param>
/// <param name="Value">Likewise.</param>
internal sealed record DeadLetterRecord(
    Guid Id, string Consumer, string Topic, int Partition, long Offset, Guid? EventId, string? Type, string? Source,
    DateTimeOffset? OccurredAt,
    string? Key, string? Value, string Reason, string Exception, DateTimeOffset FailedAt)
{
    public static DeadLetterRecord Of(DeadLetter letter) => new(
        letter.Id, letter.Consumer, letter.Topic, letter.Partition, letter.Offset, letter.EventId, letter.Type, letter.Source,
        letter.OccurredAt,
        Text(letter.Key), Text(letter.Value), letter.Reason, letter.Exception, letter.FailedAt);

    public DeadLetter ToLetter() => new(
        Id, Consumer, Topic, Partition, Offset, EventId, Type, Source, OccurredAt, Bytes(Key), Bytes(Value), Reason, Exception, FailedAt);

    private static string? Text(byte[]? bytes) => bytes is null ? null : Convert.ToBase64String(bytes);

    private static byte[]? Bytes(string? text) => text is null ? null : Convert.FromBase64String(text);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OutboxRecord))]
[JsonSerializable(typeof(InboxRecord))]
[JsonSerializable(typeof(DeadLetterRecord))]
[JsonSerializable(typeof(CatchUpRecord))]
internal sealed partial class MessageRecordsJson : JsonSerializerContext;
