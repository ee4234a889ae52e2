namespace Ecommerce.Messaging;

internal sealed record OutboxRow(
    long Position, Guid EventId, string Topic, string Key, string Type, string Data, DateTimeOffset OccurredAt, string? Traceparent, string? Tracestate);
