namespace Ecommerce.Messaging;

/// <summary>How far a consumer has read its publishers' logs, and which of their events it has processed.</summary>
/// <remarks>In the consumer's database, unless a service without one brings its own.</remarks>
public interface IBackfillStore
{
    /// <summary>
    /// Whether it knows which events were processed. If it does not, events count as unprocessed and idempotent handlers see them again.
    /// </summary>
    bool KnowsProcessed { get; }

    /// <summary>Runs <paramref name="work"/> unless another replica is running it.</summary>
    /// <param name="group">The consumer group.</param>
    Task RunExclusiveAsync(string group, Func<Task> work, CancellationToken cancellationToken);

    /// <summary>The position of a publisher's log behind which the group reads; 0 for all of it.</summary>
    Task<long> FindPositionAsync(string group, string publisher, CancellationToken cancellationToken);

    /// <summary>
    /// Saves how far the group has read. The next reading begins behind the last position that was read before <paramref name="settled"/>.
    /// </summary>
    /// <param name="settled">Behind positions that were read before this time no event can become visible any more.</param>
    Task SavePositionAsync(
        string group, string publisher, BackfillProgress progress, DateTimeOffset settled, CancellationToken cancellationToken);

    /// <summary>The events that the group is still to handle.</summary>
    /// <param name="events">Ids, with the time of each event.</param>
    Task<IReadOnlySet<Guid>> FindUnprocessedAsync(
        string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken);
}

/// <summary>How far a log was read.</summary>
/// <param name="From">The position behind which reading began.</param>
/// <param name="Position">The last that was read; where it began if there was nothing new.</param>
/// <param name="OpenSince">As in <see cref="EventLogReading"/>, of the first page.</param>
/// <param name="ReadAt">As in <see cref="EventLogReading"/>, of the last page.</param>
public sealed record BackfillProgress(long From, long Position, DateTimeOffset OpenSince, DateTimeOffset ReadAt);
