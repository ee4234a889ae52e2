namespace Ecommerce.Messaging;

/// <summary>Looks at what waits in a service's outbox.</summary>
public interface IOutboxCounter
{
    /// <summary>What waits now.</summary>
    Task<OutboxCount> CountAsync(CancellationToken cancellationToken);
}

/// <param name="Count">Events that wait to be published.</param>
/// <param name="Oldest">When the oldest of them occurred; null where there is none.</param>
public sealed record OutboxCount(long Count, DateTimeOffset? Oldest);
