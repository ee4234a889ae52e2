using Ecommerce.Contracts;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of order-service's API that pages of orders use. Public because components are.

/// <param name="Name">As it was when the order was placed.</param>
public sealed record OrderShippingMethod(string Id, string Name);

/// <param name="TaxRate">A fraction; null where the order does not know it.</param>
/// <param name="Returnable">Pieces that were delivered and are in no return yet.</param>
public sealed record OrderLine(
    string Sku, string Name, int Quantity, Price UnitPrice, Price LineTotal,
    IReadOnlyDictionary<string, string>? Options = null, string? Image = null, Guid? ProductId = null,
    Price? Discount = null, Price? Tax = null, Price? TaxIncluded = null, decimal? TaxRate = null, int Returnable = 0)
{
    /// <inheritdoc cref="CartItem.Choice"/>
    public string? Choice => Options is { Count: > 0 } ? string.Join(", ", Options.Values) : null;

    /// <summary>The name with what was chosen.</summary>
    public string FullName => Choice is { } choice ? $"{Name}, {choice}" : Name;
}

public sealed record StatusChange(string Status, DateTimeOffset At);

public sealed record Shipment(string Carrier, string TrackingNumber, DateTimeOffset ShippedAt);

/// <param name="Completed">The money was sent; false while that is under way.</param>
public sealed record Refund(Guid Id, Price Amount, string Reason, bool Completed);

public sealed record ReturnedLine(string Sku, int Quantity, int Received = 0);

/// <param name="Refund">What came back for what was received; null before.</param>
public sealed record Return(
    Guid Id, string Status, IReadOnlyList<ReturnedLine> Lines, string Reason, DateTimeOffset RequestedAt,
    string? RejectionReason = null, Price? Refund = null)
{
    /// <summary>As people read and say it.</summary>
    public string Number => $"R-{OrderNumber.Of(Id)}";

    /// <summary>It may travel, and has not arrived.</summary>
    public bool HasLabel => Status == "Approved";
}

public sealed record ReturnItem(string Sku, int Quantity);

public sealed record ReturnRequest(IReadOnlyList<ReturnItem> Lines, string Reason);

/// <param name="ReturnableUntil">The last moment to ask for a return; null where there is nothing to send back.</param>
public sealed record Order(
    Guid Id, string Status, IReadOnlyList<OrderLine> Lines, Price Subtotal, Price Discount, Price Shipping, Price Tax, Price TaxIncluded,
    Price Total, Address ShippingAddress, string? CancellationReason, IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt,
    OrderShippingMethod? ShippingMethod = null, Shipment? Shipment = null, DateTimeOffset? DeliveredAt = null,
    DateTimeOffset? ReturnableUntil = null, IReadOnlyList<Refund>? Refunds = null, IReadOnlyList<Return>? Returns = null)
{
    public string Number => OrderNumber.Of(Id);

    public Costs Costs => new(Subtotal, Discount, Shipping, Tax, TaxIncluded, Total);

    public DateTimeOffset? PaidAt => History.FirstOrDefault(change => change.Status == "Paid")?.At;

    public bool WasPaid => PaidAt is not null;

    /// <summary>The shop could not do what the shopper wants: what was ordered comes back into the cart.</summary>
    public bool IsBackInCart => Status == "Cancelled" && !CancellationReasons.IsIntended(CancellationReason);

    public bool Pending => Status is "Placed" or "StockReserved" or "Paid";

    /// <summary>The shopper still waits for something: its page follows it.</summary>
    public bool IsUnderWay => Pending || Status is "Confirmed" or "Shipped";

    /// <summary>What was paid and is not on its way back yet.</summary>
    public Price NotRefunded => Total with { Amount = Total.Amount - (Refunds ?? []).Sum(refund => refund.Amount.Amount) };

    public bool IsCancellable => Pending || Status == "Confirmed";

    public bool WasDelivered => DeliveredAt is not null;

    public bool IsReturnable(DateTimeOffset now) => now <= ReturnableUntil && Lines.Any(line => line.Returnable > 0);

    public OrderLine? FindLine(string sku) => Lines.FirstOrDefault(line => line.Sku == sku);
}
