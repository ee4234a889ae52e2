using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>Events that are committed together with the state change that they tell of.</summary>
public sealed class Outbox
{
    /// <summary>
    /// Stores <paramref name="message"/> through the caller's transaction; it is published after the commit, and only then.
    /// Carries the current trace along.
    /// </summary>
    public Task AddAsync<TEvent>(NpgsqlTransaction transaction, TEvent message, CancellationToken cancellationToken)
        where TEvent : IIntegrationEvent
        => throw new NotImplementedException();
}
