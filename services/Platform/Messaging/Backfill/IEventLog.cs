namespace Ecommerce.Messaging;

/// <summary>
/// What a service has said, for as long as it keeps it. A service with an <see cref="Outbox"/> has one; who keeps its events elsewhere
/// brings its own.
/// </summary>
public interface IEventLog
{
    /// <summary>The first events behind a position, in the order of their positions, which only ever grow.</summary>
    /// <param name="after">Behind this one.</param>
    /// <param name="types">Of these types; of all where there is none.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<EventLogReading> ReadAsync(long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken);
}

/// <summary>
/// A look into a log. An event may become visible after others behind it: then its position was taken before <see cref="ReadAt"/> of
/// whoever read those, and a reading whose <see cref="OpenSince"/> is later than that shows it.
/// </summary>
/// <param name="Rows">The events, in the order of their positions.</param>
/// <param name="OpenSince">No write was under way, before the rows were looked for, that began earlier than this; by the log's own
/// clock.</param>
/// <param name="ReadAt">After the rows were looked for, by the same clock.</param>
public sealed record EventLogReading(IReadOnlyList<OutboxRow> Rows, DateTimeOffset OpenSince, DateTimeOffset ReadAt);
