using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Domain.Saga;

/// <summary>The events that make other services act on an order. They are published again, unchanged, until a reply comes.</summary>
internal static class SagaRequests
{
    public static IEnumerable<object> For(Order order) => order.Status switch
    {
        OrderStatus.Placed => [Placed(order)],
        OrderStatus.StockReserved => [new PaymentRequested(order.Id, order.UserId, order.Total, order.PaymentToken)],
        OrderStatus.Cancelled => [Cancelled(order)],
        _ => [.. Confirmations(order), .. OpenRefunds(order), .. OpenReturns(order)],
    };

    /// <summary>Only what can be sold again: the catalogue does not keep the rest.</summary>
    public static ReturnReceived Returned(Order order, Return known)
    {
        var restocked = known.Lines.Where(line => line.Restocked > 0).Select(line => new SkuQuantity(line.Sku, line.Restocked));
        return new(order.Id, known.Id, order.UserId, LinesOf(order, restocked), known.UpdatedAt);
    }

    /// <summary>Pieces of what was bought, without their shares of discount and tax.</summary>
    public static IReadOnlyList<OrderLine> LinesOf(Order order, IEnumerable<SkuQuantity> pieces)
        => [.. pieces.Join(
            order.Lines, item => item.Sku, line => line.Sku,
            (item, line) => line with { Quantity = item.Quantity, Discount = 0, Tax = 0 })];

    public static RefundRequested Refund(Order order, Refund refund)
        => new(order.Id, refund.Id, order.Total with { Amount = refund.Amount }, refund.Reason);

    private static OrderPlaced Placed(Order order)
        => new(order.Id, order.UserId, order.CartId, order.Lines, order.Total, order.PlacedAt, order.TestGroup);

    private static IEnumerable<object> Confirmations(Order order) => order.AwaitsStock
        ? [new OrderConfirmed(order.Id, order.UserId, order.Lines, order.Total, order.ConfirmedAt ?? order.UpdatedAt, Costs(order))]
        : [];

    private static OrderCancelled Cancelled(Order order) => new(
        order.Id, order.UserId, order.Lines, order.Total, order.CancellationReason ?? "", order.CancelledAt ?? order.UpdatedAt,
        Costs(order), IsUncharged(order), ReturnsToCart(order));

    private static OrderCosts Costs(Order order)
    {
        var totals = order.Totals;
        return new(totals.Subtotal, totals.Discount, totals.Shipping, totals.Tax, totals.TaxIncluded);
    }

    /// <summary>Others may have been charged: a capture that no reply told of yet goes back when it is known.</summary>
    private static bool IsUncharged(Order order) => order.Total.Amount == 0
        || (order.ConfirmedAt is null && order.CancellationReason is CancellationReasons.PaymentDeclined or CancellationReasons.OutOfStock);

    /// <summary>What a person cancels is not wanted; where an order failed, its lines are bought again.</summary>
    private static bool ReturnsToCart(Order order)
        => order.CartId.Length > 0 && !CancellationReasons.IsIntended(order.CancellationReason);

    private static IEnumerable<RefundRequested> OpenRefunds(Order order)
        => order.Refunds.Where(refund => !refund.Completed).Select(refund => Refund(order, refund));

    private static IEnumerable<ReturnReceived> OpenReturns(Order order)
        => order.Returns.Where(known => known.AwaitsStock).Select(known => Returned(order, known));
}
