namespace Ecommerce.Messaging;

/// <summary>What a service has said, for as long as it keeps it. A service with an <see cref="Outbox"/> has one; who keeps its events elsewhere brings its own.</summary>
public interface IEventLog
{
    /// <summary>The first events behind a position, in the order of their positions, which only ever grow.</summary>
    /// <param name="after">Behind this one.</param>
    /// <param name="types">Of these types; of all where there is none.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<OutboxRow>> ReadAsync(long after, IReadOnlyCollection<string> types, int limit, CancellationToken cancellationToken);
}
