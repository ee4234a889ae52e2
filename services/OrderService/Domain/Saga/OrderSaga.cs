using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using static Ecommerce.OrderService.Domain.Orders.OrderStatus;

namespace Ecommerce.OrderService.Domain.Saga;

/// <summary>What a reply of the catalogue or of payments means for an order. Duplicate and late replies change nothing.</summary>
internal static class OrderSaga
{
    /// <summary>Of the refund that payments makes by itself when a paid order is cancelled.</summary>
    public const string CancellationRefundReason = "order-cancelled";

    public static Decision Place(Order order, SagaContext context)
    {
        var placed = Decision.For(order).Await(stock: true, payment: false, context);
        return PublishRequests(placed with { Steps = [Placed] });
    }

    public static Decision On(Order order, StockReserved _, SagaContext context) => order.Status switch
    {
        // Nothing to pay: payments are not involved.
        Placed when order.Total.Amount == 0 => Confirm(Decision.For(order).MoveTo(OrderStatus.StockReserved, context), context),
        Placed => RequestPayment(order, context),
        Cancelled => RepeatCancellation(order, awaitsStock: true, order.AwaitsPayment, context),
        _ => Decision.For(order),
    };

    public static Decision On(Order order, StockReservationFailed _, SagaContext context) => order.Status is Placed
        ? Cancel(order, CancellationReasons.OutOfStock, awaitsStock: false, awaitsPayment: false, context)
        : Decision.For(order);

    public static Decision On(Order order, StockCommitted _, SagaContext context)
    {
        var awaitsCommit = order.AwaitsStock && order.ConfirmedAt is not null && order.Status is not Cancelled;
        return awaitsCommit ? StockReplied(order) : Decision.For(order);
    }

    public static Decision On(Order order, StockCommitFailed _, SagaContext context) => order.Status switch
    {
        Confirmed => Cancel(order, CancellationReasons.OutOfStock, awaitsStock: true, awaitsPayment: true, context),
        Shipped or Delivered or Refunded when order.AwaitsStock => StockReplied(order),
        _ => Decision.For(order),
    };

    public static Decision On(Order order, StockReleased _, SagaContext context)
        => order is { Status: Cancelled, AwaitsStock: true } ? StockReplied(order) : Decision.For(order);

    public static Decision On(Order order, PaymentCaptured _, SagaContext context) => order.Status switch
    {
        OrderStatus.StockReserved => Confirm(Decision.For(order), context),
        Cancelled when order.Refunded < order.Total.Amount => RepeatCancellation(order, order.AwaitsStock, awaitsPayment: true, context),
        _ => Decision.For(order),
    };

    public static Decision On(Order order, PaymentFailed _, SagaContext context) => order.Status switch
    {
        OrderStatus.StockReserved => Cancel(order, CancellationReasons.PaymentDeclined, awaitsStock: true, awaitsPayment: false, context),
        Cancelled when order.AwaitsPayment => Decision.For(order).StillAwaits(order.AwaitsStock, payment: false),
        _ => Decision.For(order),
    };

    public static Decision On(Order order, PaymentRefunded message, SagaContext context)
    {
        if (order.Status.IsInProgress() || order.Refunds.Any(refund => refund.Id == message.RefundId && refund.Completed))
            return Decision.For(order);

        var completed = Decision.For(order).With(it => it with { Refunds = Complete(it.Refunds, message), UpdatedAt = context.Now });
        var fullyRefunded = completed.Order.Refunded >= order.Total.Amount;
        if (order.Status is Cancelled)
            return completed.StillAwaits(order.AwaitsStock, payment: order.AwaitsPayment && !fullyRefunded);

        var decision = completed.StillAwaits(order.AwaitsStock, payment: completed.Order.Refunds.Any(refund => !refund.Completed));
        return fullyRefunded && order.Status.IsPaid() ? decision.MoveTo(Refunded, context) : decision;
    }

    public static Decision On(Order order, StockReturned message, SagaContext context)
    {
        if (order.FindReturn(message.ReturnId) is not { AwaitsStock: true } known)
            return Decision.For(order);
        return Decision.For(order)
            .With(it => it.WithReturn(known with { AwaitsStock = false }))
            .StillAwaits(order.AwaitsStock, order.AwaitsPayment);
    }

    /// <summary>No reply came in time: repeats the requests, or cancels an order that was never reserved or paid.</summary>
    public static Decision OnTimeout(Order order, SagaContext context)
    {
        if (order.NextRetryAt is null || order.NextRetryAt > context.Now)
            return Decision.For(order);
        if (order.Status.IsInProgress() && order.Retries >= context.Policy.MaxRetries)
            return Cancel(order, CancellationReasons.TimedOut, awaitsStock: true, awaitsPayment: order.Status is not Placed, context);

        var retries = order.Retries + 1;
        return PublishRequests(Decision.For(order).With(it => it with { Retries = retries, NextRetryAt = context.NextRetryAt(retries) }));
    }

    /// <param name="awaitsStock">The order may hold stock.</param>
    /// <param name="awaitsPayment">The order's payment was requested and has not failed.</param>
    public static Decision Cancel(Order order, string reason, bool awaitsStock, bool awaitsPayment, SagaContext context)
        => PublishRequests(Decision.For(order)
            .MoveTo(Cancelled, context)
            .With(it => it with { CancellationReason = reason, CancelledAt = context.Now })
            .Await(awaitsStock, awaitsPayment, context));

    private static Decision Confirm(Decision reserved, SagaContext context)
        => PublishRequests(reserved
            .MoveTo(Paid, context)
            .MoveTo(Confirmed, context)
            .With(it => it with { ConfirmedAt = context.Now })
            .Await(stock: true, payment: false, context));

    private static Decision RequestPayment(Order order, SagaContext context)
        => PublishRequests(Decision.For(order)
            .MoveTo(OrderStatus.StockReserved, context)
            .Await(stock: false, payment: true, context));

    private static Decision RepeatCancellation(Order order, bool awaitsStock, bool awaitsPayment, SagaContext context)
        => PublishRequests(Decision.For(order).Await(awaitsStock, awaitsPayment, context));

    private static Decision PublishRequests(Decision decision) => decision.Publish(SagaRequests.For(decision.Order));

    private static Decision StockReplied(Order order) => Decision.For(order).StillAwaits(stock: false, order.AwaitsPayment);

    /// <summary>The refund of a cancellation was not requested by its id, so it is new here.</summary>
    private static IReadOnlyList<Refund> Complete(IReadOnlyList<Refund> refunds, PaymentRefunded message)
    {
        var requested = refunds.FirstOrDefault(refund => refund.Id == message.RefundId)
            ?? new(message.RefundId, 0, CancellationRefundReason, Completed: false);
        var others = refunds.Where(refund => refund.Id != message.RefundId);
        return [.. others, requested with { Amount = message.Amount.Amount, Completed = true }];
    }
}
