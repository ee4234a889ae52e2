using System.Diagnostics.CodeAnalysis;
using Ecommerce.Contracts;

namespace Ecommerce.Messaging;

/// <summary>Names the handler of each event type that a consumer group acts on.</summary>
public sealed class ConsumerBuilder
{
    /// <summary>Handled in one database transaction together with the inbox row: exactly once in its effects.</summary>
    public ConsumerBuilder On<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TEvent : IIntegrationEvent
        where THandler : class, IEventHandler<TEvent>
        => throw new NotImplementedException();

    /// <summary>Handled at least once, without a database: the handler itself must tolerate redelivery.</summary>
    public ConsumerBuilder OnIdempotent<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TEvent : IIntegrationEvent
        where THandler : class, IIdempotentEventHandler<TEvent>
        => throw new NotImplementedException();
}
