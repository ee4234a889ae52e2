namespace Ecommerce.OrderService.Domain.Orders;

internal enum OrderStatus
{
    Placed,
    StockReserved,
    Paid,
    Confirmed,
    Shipped,
    Delivered,
    Cancelled,
    Refunded,
}

/// <summary>Which status may follow which.</summary>
internal static class OrderTransitions
{
    public static bool Allows(OrderStatus from, OrderStatus to) => to switch
    {
        OrderStatus.StockReserved => from is OrderStatus.Placed,
        OrderStatus.Paid => from is OrderStatus.StockReserved,
        OrderStatus.Confirmed => from is OrderStatus.Paid,
        OrderStatus.Shipped => from is OrderStatus.Confirmed,
        OrderStatus.Delivered => from is OrderStatus.Shipped,
        OrderStatus.Cancelled => from is OrderStatus.Placed or OrderStatus.StockReserved or OrderStatus.Paid or OrderStatus.Confirmed,
        OrderStatus.Refunded => IsPaid(from),
        _ => false,
    };

    /// <summary>The shop has the order's money and owes its goods.</summary>
    public static bool IsPaid(this OrderStatus status) => status is OrderStatus.Confirmed or OrderStatus.Shipped or OrderStatus.Delivered;

    /// <summary>The shopper waits for nothing more. A delivered order can still be refunded.</summary>
    public static bool IsFinal(this OrderStatus status)
        => status is OrderStatus.Delivered or OrderStatus.Cancelled or OrderStatus.Refunded;

    /// <summary>Neither confirmed nor cancelled: the saga is still at work.</summary>
    public static bool IsInProgress(this OrderStatus status)
        => status is OrderStatus.Placed or OrderStatus.StockReserved or OrderStatus.Paid;
}

/// <summary>An entry of an order's history.</summary>
internal sealed record StatusChange(OrderStatus Status, DateTimeOffset At);
