using System.Collections.Concurrent;
using Dapper;
using Ecommerce.Contracts;
using Npgsql;

namespace Ecommerce.Messaging.Tests;

/// <summary>What the handlers of a service were given, in order, and what is to happen when they are.</summary>
internal sealed class Handled
{
    public ConcurrentQueue<(object Message, EventContext Context)> All { get; } = [];

    /// <summary>Runs before the effect is written.</summary>
    public Func<object, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IEnumerable<TEvent> Of<TEvent>() => All.Select(handled => handled.Message).OfType<TEvent>();
}

/// <summary>Leaves a row in the service's own database.</summary>
internal sealed class RegistrationHandler(Handled handled) : IEventHandler<UserRegistered>
{
    public async Task HandleAsync(
        UserRegistered message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        handled.All.Enqueue((message, context));
        await handled.Before(message);
        await transaction.Connection!.ExecuteAsync("INSERT INTO effects VALUES (@UserId, 0)", message, transaction);
    }
}

internal sealed class DeletionHandler(Handled handled) : IEventHandler<ProductDeleted>
{
    public async Task HandleAsync(
        ProductDeleted message, EventContext context, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await handled.Before(message);
        await transaction.Connection!.ExecuteAsync("INSERT INTO effects VALUES (@ProductId, @Version)", message, transaction);
        handled.All.Enqueue((message, context));
    }
}

/// <summary>Has no database.</summary>
internal sealed class IdempotentHandler(Handled handled) : IIdempotentEventHandler<UserRegistered>
{
    public async Task HandleAsync(UserRegistered message, EventContext context, CancellationToken cancellationToken)
    {
        handled.All.Enqueue((message, context));
        await handled.Before(message);
    }
}
