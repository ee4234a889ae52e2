namespace Ecommerce.Messaging;

/// <summary>What a consumer knows of the logs that it catches up with. In its database, unless a service without one brings its own.</summary>
public interface ICatchUpMemory
{
    /// <summary>Whether what it calls unheard is. Where it is not known, it may have been handled before, and is handled once more.</summary>
    bool KnowsWhatWasHeard { get; }

    /// <summary>Runs <paramref name="turn"/> unless another replica is at it.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="turn">What is to be done by one at a time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task TakeTurnAsync(string group, Func<Task> turn, CancellationToken cancellationToken);

    /// <summary>The position of a service's log behind which the group reads; 0 for all of it.</summary>
    Task<long> FindPositionAsync(string group, string service, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps how far the group got, and settles for a position that was read before <paramref name="settled"/>: behind it the next reading begins.
    /// </summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="service">Whose log was read.</param>
    /// <param name="reached">How far.</param>
    /// <param name="settled">Up to what was read before then nothing new can turn up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RememberAsync(string group, string service, CaughtUp reached, DateTimeOffset settled, CancellationToken cancellationToken);

    /// <summary>Those that the group is to handle.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="events">By their ids, when they happened.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlySet<Guid>> FindUnheardAsync(string group, IReadOnlyDictionary<Guid, DateTimeOffset> events, CancellationToken cancellationToken);
}

/// <summary>How far a log was read.</summary>
/// <param name="From">Behind which position it began.</param>
/// <param name="Position">The last that was read; where it began if there was nothing new.</param>
/// <param name="OpenSince">When the first page was read, as in <see cref="EventLogReading"/>.</param>
/// <param name="ReadAt">When the last page was read, as there.</param>
public sealed record CaughtUp(long From, long Position, DateTimeOffset OpenSince, DateTimeOffset ReadAt);
