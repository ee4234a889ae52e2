namespace Ecommerce.Contracts;

/// <summary>A line of an order as it was bought: the product's data and price are a snapshot taken at checkout.</summary>
/// <param name="Sku">The stock keeping unit, unique over the catalogue.</param>
/// <param name="ProductId">The product that the SKU is a variant of.</param>
/// <param name="Name">The product's name at checkout.</param>
/// <param name="Quantity">Pieces, at least 1.</param>
/// <param name="UnitPrice">The catalogue's price of one piece at checkout.</param>
/// <param name="Options">What tells the variant from its siblings, such as <c>size = M</c>.</param>
/// <param name="Image">Where the product's picture was at checkout.</param>
/// <param name="RegularPrice">What one piece costs when it is not on sale; null where that is the unit price.</param>
/// <param name="Discount">The line's share of the order's discount, in the currency of the unit price.</param>
/// <param name="Tax">The tax added to the line's price after its discount; 0 where prices include it.</param>
/// <param name="TaxRate">A fraction, 0.19 for 19 %, whether added or included; null in orders from before it was kept.</param>
public sealed record OrderLine(
    string Sku, Guid ProductId, string Name, int Quantity, Money UnitPrice,
    IReadOnlyDictionary<string, string>? Options = null, string? Image = null, Money? RegularPrice = null, decimal Discount = 0,
    decimal Tax = 0, decimal? TaxRate = null);

/// <summary>How an order's total comes about, in its currency: subtotal - discount + shipping + tax.</summary>
/// <param name="Subtotal">The lines at the catalogue's prices.</param>
/// <param name="Discount">What the discount code takes off.</param>
/// <param name="Shipping">For the whole order.</param>
/// <param name="Tax">What is added to the prices.</param>
/// <param name="TaxIncluded">What the prices contain: part of the others, never added.</param>
public sealed record OrderCosts(decimal Subtotal, decimal Discount, decimal Shipping, decimal Tax, decimal TaxIncluded);

/// <summary>A checkout was accepted: the catalogue is to reserve its lines, all or none.</summary>
/// <param name="CartId">The cart it was made from, whose owner takes out what was bought; empty for a purchase without a cart.</param>
/// <param name="TestGroup">The group of an experiment that the shopper was in; null outside of one.</param>
public sealed record OrderPlaced(
    Guid OrderId, Guid UserId, string CartId, IReadOnlyList<OrderLine> Lines, Money Total, DateTimeOffset PlacedAt,
    string? TestGroup = null) : IIntegrationEvent
{
    public static string Type => "order-placed.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>The order's stock is held: payment-service is to capture the total, once per <paramref name="OrderId"/>.</summary>
/// <param name="PaymentToken">The provider's token of the shopper's payment method; never a card number.</param>
public sealed record PaymentRequested(Guid OrderId, Guid UserId, Money Amount, string PaymentToken) : IIntegrationEvent
{
    public static string Type => "payment-requested.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>The order is paid and will be shipped: its reserved stock becomes sold.</summary>
/// <param name="Costs">The parts of the total; null in events from before they were there.</param>
public sealed record OrderConfirmed(
    Guid OrderId, Guid UserId, IReadOnlyList<OrderLine> Lines, Money Total, DateTimeOffset ConfirmedAt,
    OrderCosts? Costs = null) : IIntegrationEvent
{
    public static string Type => "order-confirmed.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>
/// The order will not be fulfilled: stock that it holds or took is given back, and a capture is refunded.
/// A consumer that never heard of the order remembers it, so that a late reservation or payment is refused.
/// </summary>
/// <param name="Reason">Machine readable, one of <see cref="CancellationReasons"/>.</param>
/// <param name="Costs">The parts of the total; null in events from before they were there.</param>
/// <param name="NothingCharged">It is certain that no payment was captured. Otherwise one may have been, and goes back.</param>
/// <param name="BackInCart">Its lines return to the cart that it was made from.</param>
public sealed record OrderCancelled(
    Guid OrderId, Guid UserId, IReadOnlyList<OrderLine> Lines, Money Total, string Reason, DateTimeOffset CancelledAt,
    OrderCosts? Costs = null, bool NothingCharged = false, bool BackInCart = false) : IIntegrationEvent
{
    public static string Type => "order-cancelled.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>Why an order was cancelled.</summary>
public static class CancellationReasons
{
    public const string OutOfStock = "out-of-stock";
    public const string PaymentDeclined = "payment-declined";
    public const string TimedOut = "timed-out";
    public const string RequestedByCustomer = "requested-by-customer";

    /// <summary>Staff have cancelled it.</summary>
    public const string CancelledByShop = "cancelled-by-shop";

    /// <summary>Whether a person wanted it, so that its lines stay out of the cart; the others are failures.</summary>
    public static bool IsIntended(string? reason) => reason is RequestedByCustomer or CancelledByShop;
}

/// <summary>The parcel left the warehouse.</summary>
public sealed record OrderShipped(
    Guid OrderId, Guid UserId, string Carrier, string TrackingNumber, DateTimeOffset ShippedAt) : IIntegrationEvent
{
    public static string Type => "order-shipped.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>The parcel arrived: its buyer may now review what is in it as a verified purchase.</summary>
public sealed record OrderDelivered(
    Guid OrderId, Guid UserId, IReadOnlyList<OrderLine> Lines, DateTimeOffset DeliveredAt) : IIntegrationEvent
{
    public static string Type => "order-delivered.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>
/// Money is to go back to the shopper: payment-service refunds it once per <paramref name="RefundId"/>. A cancellation's own
/// refund has the order's id.
/// </summary>
public sealed record RefundRequested(Guid OrderId, Guid RefundId, Money Amount, string Reason) : IIntegrationEvent
{
    public static string Type => "refund-requested.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>The shopper may send pieces of a delivered order back.</summary>
/// <param name="Lines">With what was announced of each.</param>
public sealed record ReturnApproved(
    Guid OrderId, Guid ReturnId, Guid UserId, IReadOnlyList<OrderLine> Lines, DateTimeOffset ApprovedAt) : IIntegrationEvent
{
    public static string Type => "return-approved.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>Pieces of a delivered order are not taken back.</summary>
/// <param name="Lines">With what was announced of each.</param>
/// <param name="Reason">In the words of the shop's staff.</param>
public sealed record ReturnRejected(
    Guid OrderId, Guid ReturnId, Guid UserId, IReadOnlyList<OrderLine> Lines, string Reason, DateTimeOffset RejectedAt) : IIntegrationEvent
{
    public static string Type => "return-rejected.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}

/// <summary>
/// Pieces of a delivered order came back to the warehouse; the catalogue puts them on the shelf again, once per
/// <paramref name="ReturnId"/>, and answers <see cref="StockReturned"/>. Their money is a <see cref="RefundRequested"/> of its own.
/// </summary>
/// <param name="Lines">What came back fit to be sold again.</param>
public sealed record ReturnReceived(
    Guid OrderId, Guid ReturnId, Guid UserId, IReadOnlyList<OrderLine> Lines, DateTimeOffset ReceivedAt) : IIntegrationEvent
{
    public static string Type => "return-received.v1";
    public static string Topic => Topics.Orders;
    public string Key => OrderId.ToString();
}
