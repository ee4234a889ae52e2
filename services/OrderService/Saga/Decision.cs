using System.Collections.Immutable;
using Ecommerce.OrderService.Orders;

namespace Ecommerce.OrderService.Saga;

/// <summary>What follows from an event: the order as it is then, the statuses it went through, the events to publish.</summary>
internal sealed record Decision(Order Before, Order Order)
{
    public ImmutableList<OrderStatus> Steps { get; init; } = [];
    /// <summary>Events of Contracts; as objects, because their interface has static members and so cannot be a type argument.</summary>
    public ImmutableList<object> Events { get; init; } = [];

    public bool ChangesNothing => ReferenceEquals(Before, Order);

    /// <summary>The order is cancelled before it was paid, so whatever its discount code allows is there again.</summary>
    public bool FreesDiscount => Order is { DiscountCode: not null, ConfirmedAt: null } && Steps.Contains(OrderStatus.Cancelled);

    public static Decision Keep(Order order) => new(order, order);

    /// <exception cref="InvalidOperationException">The graph does not allow the step.</exception>
    public Decision To(OrderStatus next, SagaClock clock)
    {
        if (!OrderGraph.Allows(Order.Status, next))
            throw new InvalidOperationException($"An order that is {Order.Status} cannot become {next}.");
        return this with
        {
            Order = Order with { Status = next, UpdatedAt = clock.Now },
            Steps = Steps.Add(next),
        };
    }

    public Decision With(Func<Order, Order> change) => this with { Order = change(Order) };

    public Decision Say(params IEnumerable<object> events) => this with { Events = Events.AddRange(events) };

    /// <summary>Waits afresh for the answers named; with none the order is at rest.</summary>
    public Decision Await(bool stock, bool payment, SagaClock clock)
        => Answered(stock, payment).With(order => order with { Asks = 0, AskAt = order.Awaits ? clock.NextAsk(0) : null });

    /// <summary>An answer came: fewer waits, the same pace for those that are left.</summary>
    public Decision Answered(bool awaitsStock, bool awaitsPayment)
        => With(order => order with { AwaitsStock = awaitsStock, AwaitsPayment = awaitsPayment })
            .With(order => order with { AskAt = order.Awaits ? order.AskAt : null });
}
