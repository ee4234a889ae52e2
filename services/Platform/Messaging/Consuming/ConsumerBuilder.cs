using System.Diagnostics.CodeAnalysis;
using Ecommerce.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ecommerce.Messaging;

/// <summary>Names the handler of each event type that a consumer group acts on.</summary>
public sealed class ConsumerBuilder
{
    private readonly IServiceCollection services;
    private readonly Dictionary<string, EventRoute> routes = [];
    private readonly List<Func<Exception, bool>> outages = [Outages.IsDatabaseOutage];
    private bool keepsDeadLetters;

    internal ConsumerBuilder(IServiceCollection services) => this.services = services;

    /// <summary>Handled in one database transaction together with the inbox row: exactly once in its effects.</summary>
    public ConsumerBuilder On<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TEvent : IIntegrationEvent
        where THandler : class, IEventHandler<TEvent>
        => Add<THandler>(new TransactionalRoute<TEvent, THandler>());

    /// <summary>Handled at least once, without a database: the handler itself must tolerate redelivery.</summary>
    public ConsumerBuilder OnIdempotent<TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where TEvent : IIntegrationEvent
        where THandler : class, IIdempotentEventHandler<TEvent>
        => Add<THandler>(new IdempotentRoute<TEvent, THandler>());

    /// <summary>
    /// <typeparamref name="TException"/> tells that a server is away, not that the message is bad: it is waited out, however long it
    /// takes, and never makes a dead letter. The service's own database is known already.
    /// </summary>
    public ConsumerBuilder TreatAsOutage<TException>()
        where TException : Exception
    {
        outages.Add(static failure => failure is TException);
        return this;
    }

    /// <summary>As <see cref="TreatAsOutage{TException}"/>, for what shows in more than the exception's type.</summary>
    public ConsumerBuilder TreatAsOutage(Func<Exception, bool> isOutage)
    {
        outages.Add(isOutage);
        return this;
    }

    /// <summary>
    /// Its dead letters are in the service's <see cref="IDeadLetterStore"/>, too, as those of a consumer with a handler of
    /// <see cref="On"/> are.
    /// </summary>
    public ConsumerBuilder KeepDeadLetters()
    {
        keepsDeadLetters = true;
        return this;
    }

    internal Subscription Build(string group) => routes.Count > 0
        ? new Subscription(group, routes, outages, keepsDeadLetters)
        : throw new InvalidOperationException($"Consumer {group} handles nothing.");

    private ConsumerBuilder Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(EventRoute route)
        where THandler : class
    {
        if (!routes.TryAdd(route.Type, route)) throw new InvalidOperationException($"{route.Type} has a handler already.");
        services.TryAddScoped<THandler>();
        return this;
    }
}
