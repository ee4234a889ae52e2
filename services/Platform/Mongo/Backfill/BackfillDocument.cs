using MongoDB.Bson.Serialization.Attributes;

namespace Ecommerce.Mongo;

/// <summary>A position up to which a consumer has read a service's event log, and when it first had.</summary>
internal sealed record BackfillDocument
{
    /// <summary>The consumer group, the service and the position.</summary>
    [BsonId] public required string Id { get; init; }
    public required string Consumer { get; init; }
    public required string Service { get; init; }
    public required long Position { get; init; }
    public required DateTime ReadAt { get; init; }

    public static string IdOf(string consumer, string service, long position) => $"{consumer}/{service}/{position}";
}
