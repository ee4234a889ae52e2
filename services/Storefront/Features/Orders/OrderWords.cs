using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Microsoft.Extensions.Localization;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>What the API says of an order, in words.</summary>
internal static class OrderWords
{
    public static string Status(string status, IStringLocalizer<Texts> texts) => status switch
    {
        "Placed" => texts["Received"],
        "StockReserved" => texts["Set aside for you"],
        "Paid" => texts["Paid"],
        "Confirmed" => texts["Confirmed"],
        "Shipped" => texts["On its way"],
        "Delivered" => texts["Delivered"],
        "Cancelled" => texts["Cancelled"],
        "Refunded" => texts["Refunded"],
        _ => status,
    };

    /// <summary>Where the order stands, as a sentence.</summary>
    public static string Sentence(Order order, IStringLocalizer<Texts> texts) => order.Status switch
    {
        "Placed" => texts["We have received your order and are setting it aside for you."],
        "StockReserved" => texts["Your order is set aside for you; the payment is under way."],
        "Paid" => texts["Your payment has arrived."],
        "Confirmed" => texts["Your order is confirmed, and we are packing it."],
        "Shipped" => texts["Your order is on its way."],
        "Delivered" => texts["Your order has been delivered."],
        "Cancelled" => Cancelled(order, texts),
        "Refunded" => texts["Your order has been paid back in full."],
        var other => $"{Status(other, texts)}.",
    };

    private static string Cancelled(Order order, IStringLocalizer<Texts> texts) => order.CancellationReason switch
    {
        "out-of-stock" => $"{texts["Your order was cancelled: something was sold out."]} {Charged(order, texts)}",
        "payment-declined" => $"{texts["Your order was cancelled: the payment was declined."]} {Charged(order, texts)}",
        "requested-by-customer" => $"{texts["Your order was cancelled, as you asked."]} {Charged(order, texts)}",
        "cancelled-by-shop" => $"{texts["Your order was cancelled by the shop."]} {Charged(order, texts)}",
        _ => texts["Your order was cancelled: it took too long. If anything was charged, you get it back."],
    };

    private static string Charged(Order order, IStringLocalizer<Texts> texts)
        => order.WasPaid ? texts["You get your money back."] : texts["Nothing was charged."];

    /// <summary>What happens with the money of an order that is cancelled now.</summary>
    public static string MoneyIfCancelled(Order order, IStringLocalizer<Texts> texts) => order.Status switch
    {
        "Placed" => texts["Nothing has been charged, and nothing will be."],
        "StockReserved" => texts["The payment is under way. If it is charged all the same, you get all of it back the way you paid."],
        _ => texts["You get {0} back the way you paid. Depending on your bank it takes a few days.", order.NotRefunded],
    };

    public static string RefundReason(Refund refund, IStringLocalizer<Texts> texts) => refund.Reason switch
    {
        "order-cancelled" => texts["The order was cancelled"],
        "returned" => texts["For what you sent back"],
        var other => other,
    };

    public static string ReturnStatus(string status, IStringLocalizer<Texts> texts) => status switch
    {
        "Requested" => texts["Asked for: we look at it, and you find the answer here"],
        "Approved" => texts["Approved: send it to us"],
        "Rejected" => texts["Rejected"],
        "Received" => texts["Arrived"],
        _ => status,
    };
}
