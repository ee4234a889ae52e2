using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ecommerce.Contracts;

namespace Ecommerce.Messaging;

/// <summary>An event that waits to be published, as an outbox keeps it.</summary>
/// <param name="Position">Its place among the others, given by the store.</param>
/// <param name="EventId">A UUIDv7: the CloudEvents <c>id</c>, the same however often it is published.</param>
/// <param name="Key">The message key; events of one key are published in their order.</param>
/// <param name="Data">The event's JSON.</param>
/// <param name="Traceparent">The W3C trace context of the work that it tells of.</param>
public sealed record OutboxRow(
    long Position, Guid EventId, string Topic, string Key, string Type, string Data, DateTimeOffset OccurredAt, string? Traceparent,
    string? Tracestate)
{
    /// <summary>The row of an event that happens now, in the current trace; without a position.</summary>
    /// <exception cref="ArgumentException">The event is larger than <see cref="Outbox.MaxBytes"/>.</exception>
    public static OutboxRow Of<TEvent>(TEvent message, DateTimeOffset now)
        where TEvent : IIntegrationEvent
    {
        var data = JsonSerializer.Serialize(message, EventJson.TypeInfo<TEvent>());
        if (Encoding.UTF8.GetByteCount(data) > Outbox.MaxBytes)
            throw new ArgumentException($"A {TEvent.Type} of more than {Outbox.MaxBytes} bytes cannot be published.", nameof(message));

        var trace = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity : null;
        return new OutboxRow(
            0, Guid.CreateVersion7(now), TEvent.Topic, message.Key, TEvent.Type, data, now, trace?.Id, trace?.TraceStateString);
    }
}
