using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Saga;

namespace Ecommerce.OrderService.Domain.Fulfilment;

/// <summary>What customers and staff do to an order; null where its status does not allow it.</summary>
internal static class OrderActions
{
    public static Decision? Cancel(Order order, SagaContext context)
        => Cancel(order, CancellationReasons.RequestedByCustomer, context);

    public static Decision? CancelAsStaff(Order order, SagaContext context)
        => Cancel(order, CancellationReasons.CancelledByShop, context);

    public static Decision? Ship(Order order, string carrier, string trackingNumber, SagaContext context)
    {
        if (!OrderTransitions.Allows(order.Status, OrderStatus.Shipped))
            return null;
        return Decision.For(order)
            .MoveTo(OrderStatus.Shipped, context)
            .With(it => it with { Shipment = new(carrier, trackingNumber, context.Now) })
            .Publish(new OrderShipped(order.Id, order.UserId, carrier, trackingNumber, context.Now));
    }

    public static Decision? Deliver(Order order, SagaContext context)
    {
        if (!OrderTransitions.Allows(order.Status, OrderStatus.Delivered))
            return null;
        return Decision.For(order)
            .MoveTo(OrderStatus.Delivered, context)
            .With(it => it with { DeliveredAt = context.Now })
            .Publish(new OrderDelivered(order.Id, order.UserId, order.Lines, context.Now));
    }

    /// <summary>What can still be refunded, open refunds counted as refunded.</summary>
    public static decimal Refundable(Order order) => order.Total.Amount - order.RefundsRequested;

    /// <param name="refund">Of more than 0, at most <see cref="Refundable"/>.</param>
    public static Decision? Refund(Order order, Refund refund, SagaContext context)
    {
        if (!order.Status.IsPaid() || refund.Amount <= 0 || refund.Amount > Refundable(order))
            return null;
        return Decision.For(order)
            .With(it => it with { Refunds = [.. it.Refunds, refund], UpdatedAt = context.Now })
            .Await(order.AwaitsStock, payment: true, context)
            .Publish(SagaRequests.Refund(order, refund));
    }

    private static Decision? Cancel(Order order, string reason, SagaContext context)
    {
        if (!OrderTransitions.Allows(order.Status, OrderStatus.Cancelled))
            return null;
        var paymentRequested = order.Status is not OrderStatus.Placed;
        return OrderSaga.Cancel(order, reason, awaitsStock: true, awaitsPayment: paymentRequested, context);
    }
}
