using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ecommerce.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ecommerce.Messaging;

/// <summary>How a consumer treats one type of event.</summary>
internal abstract class EventRoute(string topic, string type)
{
    public string Topic { get; } = topic;
    public string Type { get; } = type;

    /// <summary>Whether the handler works inside the transaction of its inbox row.</summary>
    public abstract bool Transactional { get; }

    /// <exception cref="InvalidMessageException">The value is not such an event.</exception>
    public abstract object Read(byte[]? value);

    /// <param name="transaction">Null only for a route that is not <see cref="Transactional"/>.</param>
    public abstract Task HandleAsync(
        IServiceProvider services, object message, EventContext context, NpgsqlTransaction? transaction,
        CancellationToken cancellationToken);

    protected static TEvent Deserialise<TEvent>(byte[]? value)
        where TEvent : IIntegrationEvent
    {
        try
        {
            return JsonSerializer.Deserialize(value, EventJson.TypeInfo<TEvent>())
                ?? throw new InvalidMessageException("The value is null.");
        }
        catch (JsonException unreadable)
        {
            // Where it went wrong; the serializer's sentence may quote the value.
            throw new InvalidMessageException($"The value is not a {TEvent.Type}: see {unreadable.Path ?? "$"}.", unreadable);
        }
    }
}

internal sealed class TransactionalRoute<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
    : EventRoute(TEvent.Topic, TEvent.Type)
    where TEvent : IIntegrationEvent
    where THandler : class, IEventHandler<TEvent>
{
    public override bool Transactional => true;

    public override object Read(byte[]? value) => Deserialise<TEvent>(value);

    public override Task HandleAsync(
        IServiceProvider services, object message, EventContext context, NpgsqlTransaction? transaction,
        CancellationToken cancellationToken)
        => services.GetRequiredService<THandler>().HandleAsync((TEvent)message, context, transaction!, cancellationToken);
}

internal sealed class IdempotentRoute<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
    : EventRoute(TEvent.Topic, TEvent.Type)
    where TEvent : IIntegrationEvent
    where THandler : class, IIdempotentEventHandler<TEvent>
{
    public override bool Transactional => false;

    public override object Read(byte[]? value) => Deserialise<TEvent>(value);

    public override Task HandleAsync(
        IServiceProvider services, object message, EventContext context, NpgsqlTransaction? transaction,
        CancellationToken cancellationToken)
        => services.GetRequiredService<THandler>().HandleAsync((TEvent)message, context, cancellationToken);
}
