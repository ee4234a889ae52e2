using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Saga;

namespace Ecommerce.OrderService.Fulfilment;

/// <summary>What people do to an order; null where its status does not allow it.</summary>
internal static class OrderActions
{
    public static Decision? Cancel(Order order, SagaClock clock) => OrderGraph.Allows(order.Status, OrderStatus.Cancelled)
        ? OrderSaga.Cancel(order, CancellationReasons.RequestedByCustomer, awaitsStock: true, awaitsPayment: order.Status is not OrderStatus.Placed, clock)
        : null;

    public static Decision? Ship(Order order, string carrier, string trackingNumber, SagaClock clock) => OrderGraph.Allows(order.Status, OrderStatus.Shipped)
        ? Decision.Keep(order)
            .To(OrderStatus.Shipped, clock)
            .With(was => was with { Shipment = new(carrier, trackingNumber, clock.Now) })
            .Say(new OrderShipped(order.Id, order.UserId, carrier, trackingNumber, clock.Now))
        : null;

    public static Decision? Deliver(Order order, SagaClock clock) => OrderGraph.Allows(order.Status, OrderStatus.Delivered)
        ? Decision.Keep(order)
            .To(OrderStatus.Delivered, clock)
            .With(was => was with { DeliveredAt = clock.Now })
            .Say(new OrderDelivered(order.Id, order.UserId, order.Lines, clock.Now))
        : null;

    /// <summary>What may still be asked back, refunds under way counted.</summary>
    public static decimal Refundable(Order order) => order.Total.Amount - order.RefundsAsked;

    /// <param name="refund">Of more than nothing, at most <see cref="Refundable"/>.</param>
    public static Decision? Refund(Order order, Refund refund, SagaClock clock)
    {
        if (!order.Status.IsPaid() || refund.Amount <= 0 || refund.Amount > Refundable(order))
            return null;
        return Decision.Keep(order)
            .With(was => was with { Refunds = [.. was.Refunds, refund], UpdatedAt = clock.Now })
            .Await(order.AwaitsStock, payment: true, clock)
            .Say(Questions.Refund(order, refund));
    }
}
