using Ecommerce.Checker.Reading;

namespace Ecommerce.Invariants.Stores;

/// <summary>A service's outbox, inbox and dead letters.</summary>
internal interface IEventStore
{
    /// <summary>The position of the latest outbox row; 0: there is none.</summary>
    Task<long> LastAsync();

    /// <summary>Outbox rows after a position, in the order of their positions.</summary>
    Task<IReadOnlyList<PlacedEvent>> AfterAsync(long position, int most);

    /// <summary>Of the unpublished rows the oldest.</summary>
    Task<IReadOnlyList<PlacedEvent>> UnpublishedAsync(int most);

    /// <summary>Those of the events that the outbox holds.</summary>
    Task<IReadOnlyList<Guid>> KnownAsync(Guid[] events);

    /// <summary>Those of the events that consumers have applied.</summary>
    Task<IReadOnlyList<InboxRow>> AppliedAsync(string[] consumers, Guid[] events);

    /// <summary>What was applied since a moment, the oldest first.</summary>
    Task<IReadOnlyList<HeardEvent>> HeardAsync(DateTime since, int most);

    Task<IReadOnlyList<DeadLetterRow>> DeadLettersAsync(int most);
}

/// <param name="Position">Grows from row to row; of two that are committed at once the later one may be seen first.</param>
internal sealed record PlacedEvent(long Position, Guid EventId, string Type, bool IsPublished);

internal sealed record HeardEvent(string Consumer, Guid EventId, DateTime At);
