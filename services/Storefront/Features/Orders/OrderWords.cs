using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>What the API says of an order, in words.</summary>
internal static class OrderWords
{
    public static string Status(string status) => status switch
    {
        "Placed" => "Received",
        "StockReserved" => "Set aside for you",
        "Paid" => "Paid",
        "Confirmed" => "Confirmed",
        "Shipped" => "On its way",
        "Delivered" => "Delivered",
        "Cancelled" => "Cancelled",
        "Refunded" => "Refunded",
        _ => status,
    };

    /// <summary>Where the order stands, as a sentence.</summary>
    public static string Sentence(Order order) => order.Status switch
    {
        "Placed" => "We have received your order and are setting it aside for you.",
        "StockReserved" => "Your order is set aside for you; the payment is under way.",
        "Paid" => "Your payment has arrived.",
        "Confirmed" => "Your order is confirmed, and we are packing it.",
        "Shipped" => "Your order is on its way.",
        "Delivered" => "Your order has been delivered.",
        "Cancelled" => Cancelled(order),
        "Refunded" => "Your order has been paid back in full.",
        var other => $"{Status(other)}.",
    };

    private static string Cancelled(Order order) => order.CancellationReason switch
    {
        "out-of-stock" => $"Your order was cancelled: something was sold out. {Charged(order)}",
        "payment-declined" => $"Your order was cancelled: the payment was declined. {Charged(order)}",
        "requested-by-customer" => $"Your order was cancelled, as you asked. {Charged(order)}",
        _ => "Your order was cancelled: it took too long. If anything was charged, you get it back.",
    };

    private static string Charged(Order order) => order.WasPaid ? "You get your money back." : "Nothing was charged.";

    /// <summary>What happens with the money of an order that is cancelled now.</summary>
    public static string MoneyIfCancelled(Order order) => order.Status switch
    {
        "Placed" => "Nothing has been charged, and nothing will be.",
        "StockReserved" => "The payment is under way. If it is charged all the same, you get all of it back the way you paid.",
        _ => $"You get {order.Total} back the way you paid. Depending on your bank it takes a few days.",
    };

    public static string RefundReason(Refund refund) => refund.Reason switch
    {
        "order-cancelled" => "The order was cancelled",
        "returned" => "For what you sent back",
        var other => other,
    };

    public static string ReturnStatus(string status) => status switch
    {
        "Requested" => "Asked for: we look at it, and you find the answer here",
        "Approved" => "Approved: send it to us",
        "Rejected" => "Rejected",
        "Received" => "Arrived",
        _ => status,
    };
}
