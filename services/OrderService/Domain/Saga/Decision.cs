using System.Collections.Immutable;
using Ecommerce.OrderService.Domain.History;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Domain.Saga;

/// <summary>What follows from an event or a command: the changed order, the statuses it went through, the events to publish.</summary>
internal sealed record Decision(Order Before, Order Order)
{
    public ImmutableList<OrderStatus> Steps { get; init; } = [];

    /// <summary>Events of Contracts; as objects, because their interface has static members and so cannot be a type argument.</summary>
    public ImmutableList<object> Events { get; init; } = [];

    /// <summary>Who decided; the shop itself unless told.</summary>
    public Actor Actor { get; init; } = Actor.Shop;

    public bool ChangesNothing => ReferenceEquals(Before, Order);

    /// <summary>The order is cancelled before it was paid: its use of a discount code no longer counts.</summary>
    public bool ReleasesDiscount => Order is { DiscountCode: not null, ConfirmedAt: null } && Steps.Contains(OrderStatus.Cancelled);

    /// <summary>Changes nothing yet.</summary>
    public static Decision For(Order order) => new(order, order);

    /// <exception cref="InvalidOperationException">The order's status does not allow the transition.</exception>
    public Decision MoveTo(OrderStatus next, SagaContext context)
    {
        if (!OrderTransitions.Allows(Order.Status, next))
            throw new InvalidOperationException($"An order that is {Order.Status} cannot become {next}.");
        return this with
        {
            Order = Order with { Status = next, UpdatedAt = context.Now },
            Steps = Steps.Add(next),
        };
    }

    public Decision With(Func<Order, Order> change) => this with { Order = change(Order) };

    public Decision Publish(params IEnumerable<object> events) => this with { Events = Events.AddRange(events) };

    /// <summary>Waits for these replies, with the retries counted from 0; with neither the order is at rest.</summary>
    public Decision Await(bool stock, bool payment, SagaContext context)
        => StillAwaits(stock, payment)
            .With(order => order with { Retries = 0, NextRetryAt = order.AwaitsReply ? context.NextRetryAt(0) : null });

    /// <summary>A reply came: the next retry of those that are left stays where it is.</summary>
    public Decision StillAwaits(bool stock, bool payment)
        => With(order => order with { AwaitsStock = stock, AwaitsPayment = payment })
            .With(order => order with { NextRetryAt = order.AwaitsReply ? order.NextRetryAt : null });
}
