namespace Ecommerce.Messaging;

/// <summary>The dead letters of a service, in its own database until an operator replays or discards them.</summary>
public interface IDeadLetterStore
{
    /// <summary>
    /// Keeps a letter and does what belongs to it, both or neither. A letter of the same consumer and event is kept once.
    /// </summary>
    /// <param name="letter">The letter.</param>
    /// <param name="alongside">Done before the letter is committed; perhaps more than once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AddAsync(DeadLetter letter, Func<Task> alongside, CancellationToken cancellationToken);

    /// <summary>The first letters behind <paramref name="after"/>, in the order of their ids.</summary>
    Task<IReadOnlyList<DeadLetterSummary>> ListAsync(Guid? after, int limit, CancellationToken cancellationToken);

    /// <summary>Null: there is no such letter.</summary>
    Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>False: there is no such letter.</summary>
    Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>How many there are of each topic that has some.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken);
}

/// <summary>A dead letter as an operator sees it; what the message says is not shown.</summary>
public sealed record DeadLetterSummary(
    Guid Id, string Consumer, string Topic, int Partition, long Offset, Guid? EventId, string? Type, string Reason, string Exception,
    DateTimeOffset FailedAt);
