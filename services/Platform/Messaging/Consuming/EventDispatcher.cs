using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>
/// Runs the handler of one event once: a scope, and for a transactional route the inbox row and the work in one transaction.
/// </summary>
internal sealed class EventDispatcher(IServiceScopeFactory scopes, TimeProvider timeProvider)
{
    /// <exception cref="InvalidMessageException">The value is not an event of the route's type.</exception>
    public async Task DispatchAsync(
        string consumer, EventRoute route, EventContext context, byte[]? value, CancellationToken cancellationToken)
    {
        var message = route.Read(value);
        await using var scope = scopes.CreateAsyncScope();
        if (!route.Transactional)
        {
            await route.HandleAsync(scope.ServiceProvider, message, context, null, cancellationToken);
            return;
        }

        var dataSource = scope.ServiceProvider.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await Inbox.TryAddAsync(transaction, consumer, context.EventId, timeProvider.GetUtcNow(), cancellationToken)) return;

        await route.HandleAsync(scope.ServiceProvider, message, context, transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
