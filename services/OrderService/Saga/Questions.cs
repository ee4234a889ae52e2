using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Returns;

namespace Ecommerce.OrderService.Saga;

/// <summary>The events that ask the others to act on an order as it is; asked again in the same words until they answer.</summary>
internal static class Questions
{
    public static IEnumerable<object> Of(Order order) => order.Status switch
    {
        OrderStatus.Placed => [Placed(order)],
        OrderStatus.StockReserved => [new PaymentRequested(order.Id, order.UserId, order.Total, order.PaymentToken)],
        OrderStatus.Cancelled => [Cancelled(order)],
        _ => [.. order.AwaitsStock ? [Confirmed(order)] : Array.Empty<object>(), .. RefundsUnderWay(order), .. ReturnsUnderWay(order)],
    };

    private static OrderPlaced Placed(Order order)
        => new(order.Id, order.UserId, order.CartId, order.Lines, order.Total, order.PlacedAt, order.TestGroup);

    private static OrderConfirmed Confirmed(Order order)
        => new(order.Id, order.UserId, order.Lines, order.Total, order.ConfirmedAt ?? order.UpdatedAt);

    private static OrderCancelled Cancelled(Order order)
        => new(order.Id, order.UserId, order.Lines, order.Total, order.CancellationReason ?? "", order.CancelledAt ?? order.UpdatedAt);

    private static IEnumerable<RefundRequested> RefundsUnderWay(Order order)
        => order.Refunds.Where(refund => !refund.Completed).Select(refund => Refund(order, refund));

    private static IEnumerable<ReturnReceived> ReturnsUnderWay(Order order)
        => order.Returns.Where(known => known.AwaitsStock).Select(known => Returned(order, known));

    /// <summary>Only what can be sold again: the rest is no business of the catalogue's.</summary>
    public static ReturnReceived Returned(Order order, Return known) => new(
        order.Id, known.Id, order.UserId,
        [
            .. from returned in known.Lines
               where returned.Restocked > 0
               join line in order.Lines on returned.Sku equals line.Sku
               select line with { Quantity = returned.Restocked, Discount = 0, Tax = 0 },
        ],
        known.UpdatedAt);

    public static RefundRequested Refund(Order order, Refund refund)
        => new(order.Id, refund.Id, order.Total with { Amount = refund.Amount }, refund.Reason);
}
