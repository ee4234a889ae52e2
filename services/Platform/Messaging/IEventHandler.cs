using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Acts on an event inside the transaction that also records the event as handled.</summary>
public interface IEventHandler<in TEvent>
    where TEvent : IIntegrationEvent
{
    /// <summary>
    /// Does its work, and adds the events that follow from it to the <see cref="Outbox"/>, all through <paramref name="transaction"/>,
    /// which the caller commits. An exception rolls everything back and is retried with backoff, then dead-lettered.
    /// </summary>
    Task HandleAsync(TEvent message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken);
}

/// <summary>Acts on an event without a transaction; may see the same event more than once.</summary>
public interface IIdempotentEventHandler<in TEvent>
    where TEvent : IIntegrationEvent
{
    /// <summary>Does its work so that doing it again changes nothing. An exception is retried with backoff, then dead-lettered.</summary>
    Task HandleAsync(TEvent message, EventContext context, CancellationToken cancellationToken);
}

/// <summary>What came with an event.</summary>
/// <param name="EventId">The CloudEvents <c>id</c>, a UUIDv7: the same at every redelivery.</param>
/// <param name="Source">The publishing service.</param>
/// <param name="OccurredAt">When the state change was committed, UTC.</param>
public readonly record struct EventContext(Guid EventId, string Source, DateTimeOffset OccurredAt);
