using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.Messaging;
using Ecommerce.Mongo;

namespace Ecommerce.Moving;

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

internal sealed record ReadPosition(string Consumer, string Service, long Position, DateTimeOffset ReadAt);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SaidEvent))]
[JsonSerializable(typeof(HeardEvent))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(ReadPosition))]
internal sealed partial class MessageRecordsJson : JsonSerializerContext;
