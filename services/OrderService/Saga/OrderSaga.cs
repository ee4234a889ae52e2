using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;
using static Ecommerce.OrderService.Orders.OrderStatus;

namespace Ecommerce.OrderService.Saga;

/// <summary>What an answer of the catalogue or of payments means for an order. An answer that comes twice, late or out of turn changes nothing.</summary>
internal static class OrderSaga
{
    public static Decision Place(Order order, SagaClock clock)
    {
        var placed = new Decision(order, order).Await(stock: true, payment: false, clock);
        return (placed with { Steps = [Placed] }).Say(Questions.Of(order));
    }

    public static Decision On(Order order, StockReserved _, SagaClock clock) => order.Status switch
    {
        Placed when order.Total.Amount == 0 => Confirm(Decision.Keep(order).To(OrderStatus.StockReserved, clock), clock), // Nothing to ask payments for.
        Placed => Next(order, OrderStatus.StockReserved, awaitsStock: false, awaitsPayment: true, clock),
        Cancelled => CancelAgain(order, awaitsStock: true, order.AwaitsPayment, clock),
        _ => Decision.Keep(order),
    };

    public static Decision On(Order order, StockReservationFailed _, SagaClock clock) => order.Status is Placed
        ? Cancel(order, CancellationReasons.OutOfStock, awaitsStock: false, awaitsPayment: false, clock)
        : Decision.Keep(order);

    public static Decision On(Order order, StockCommitted _, SagaClock clock) => order.AwaitsStock && order.ConfirmedAt is not null && order.Status is not Cancelled
        ? Decision.Keep(order).Answered(awaitsStock: false, order.AwaitsPayment)
        : Decision.Keep(order);

    public static Decision On(Order order, StockCommitFailed _, SagaClock clock) => order.Status switch
    {
        Confirmed => Cancel(order, CancellationReasons.OutOfStock, awaitsStock: true, awaitsPayment: true, clock),
        Shipped or Delivered or Refunded when order.AwaitsStock => Decision.Keep(order).Answered(awaitsStock: false, order.AwaitsPayment),
        _ => Decision.Keep(order),
    };

    public static Decision On(Order order, StockReleased _, SagaClock clock) => order is { Status: Cancelled, AwaitsStock: true }
        ? Decision.Keep(order).Answered(awaitsStock: false, order.AwaitsPayment)
        : Decision.Keep(order);

    public static Decision On(Order order, PaymentCaptured _, SagaClock clock) => order.Status switch
    {
        OrderStatus.StockReserved => Confirm(Decision.Keep(order), clock),
        Cancelled when order.Refunded < order.Total.Amount => CancelAgain(order, order.AwaitsStock, awaitsPayment: true, clock),
        _ => Decision.Keep(order),
    };

    public static Decision On(Order order, PaymentFailed _, SagaClock clock) => order.Status switch
    {
        OrderStatus.StockReserved => Cancel(order, CancellationReasons.PaymentDeclined, awaitsStock: true, awaitsPayment: false, clock),
        Cancelled when order.AwaitsPayment => Decision.Keep(order).Answered(order.AwaitsStock, awaitsPayment: false),
        _ => Decision.Keep(order),
    };

    public static Decision On(Order order, PaymentRefunded message, SagaClock clock)
    {
        if (order.Status.IsMoving() || order.Refunds.Any(refund => refund.Id == message.RefundId && refund.Completed))
            return Decision.Keep(order);
        var known = Decision.Keep(order).With(was => was with { Refunds = Completed(was.Refunds, message), UpdatedAt = clock.Now });
        var allBack = known.Order.Refunded >= order.Total.Amount;
        if (order.Status is Cancelled)
            return known.Answered(order.AwaitsStock, awaitsPayment: order.AwaitsPayment && !allBack);
        var answered = known.Answered(order.AwaitsStock, known.Order.Refunds.Any(refund => !refund.Completed));
        return allBack && order.Status.IsPaid() ? answered.To(Refunded, clock) : answered;
    }

    public static Decision On(Order order, StockReturned message, SagaClock clock) => order.Return(message.ReturnId) is { AwaitsStock: true } known
        ? Decision.Keep(order).With(was => was.WithReturn(known with { AwaitsStock = false })).Answered(order.AwaitsStock, order.AwaitsPayment)
        : Decision.Keep(order);

    /// <summary>A wait is over: asks again, or gives up on an order that nobody has acted on.</summary>
    public static Decision WaitIsOver(Order order, SagaClock clock)
    {
        if (order.AskAt is null || order.AskAt > clock.Now)
            return Decision.Keep(order);
        if (order.Status.IsMoving() && order.Asks >= clock.Options.MostAsks)
            return Cancel(order, CancellationReasons.TimedOut, awaitsStock: true, order.Status is not Placed, clock);
        return Decision.Keep(order)
            .With(was => was with { Asks = was.Asks + 1, AskAt = clock.NextAsk(was.Asks + 1) })
            .Say(Questions.Of(order));
    }

    /// <param name="awaitsStock">The order may hold stock.</param>
    /// <param name="awaitsPayment">The order's payment was asked for and not refused.</param>
    internal static Decision Cancel(Order order, string reason, bool awaitsStock, bool awaitsPayment, SagaClock clock)
        => Ask(Decision.Keep(order)
            .To(Cancelled, clock)
            .With(was => was with { CancellationReason = reason, CancelledAt = clock.Now })
            .Await(awaitsStock, awaitsPayment, clock));

    private static Decision Confirm(Decision reserved, SagaClock clock)
        => Ask(reserved
            .To(Paid, clock)
            .To(Confirmed, clock)
            .With(was => was with { ConfirmedAt = clock.Now })
            .Await(stock: true, payment: false, clock));

    private static Decision Next(Order order, OrderStatus status, bool awaitsStock, bool awaitsPayment, SagaClock clock)
        => Ask(Decision.Keep(order).To(status, clock).Await(awaitsStock, awaitsPayment, clock));

    private static Decision CancelAgain(Order order, bool awaitsStock, bool awaitsPayment, SagaClock clock)
        => Ask(Decision.Keep(order).Await(awaitsStock, awaitsPayment, clock));

    private static Decision Ask(Decision decision) => decision.Say(Questions.Of(decision.Order));

    /// <summary>A cancellation's refund was never asked for by itself, so it is new here.</summary>
    private static IReadOnlyList<Refund> Completed(IReadOnlyList<Refund> refunds, PaymentRefunded message)
    {
        var asked = refunds.FirstOrDefault(refund => refund.Id == message.RefundId) ?? new(message.RefundId, 0, "order-cancelled", Completed: false);
        return [.. refunds.Where(refund => refund.Id != message.RefundId), asked with { Amount = message.Amount.Amount, Completed = true }];
    }
}
