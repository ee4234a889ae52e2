using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of order-service. Records are public because components are.

internal interface IOrdersApi
{
    [Get("/orders?all=true")]
    Task<Page<Order>> ListAsync([Query] OrderFilter filter, string? after, int limit, CancellationToken cancellationToken);

    [Get("/orders/{id}")]
    Task<Order> ReadAsync(Guid id, CancellationToken cancellationToken);

    [Get("/orders/{id}/history")]
    Task<OrderHistoryList> ReadHistoryAsync(Guid id, CancellationToken cancellationToken);

    [Get("/orders/{id}/notes")]
    Task<Page<OrderNote>> ListNotesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken);

    [Post("/orders/{id}/notes")]
    Task AddNoteAsync(
        Guid id, [Body] NoteRequest request, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/orders/{id}/ship")]
    Task<Order> ShipAsync(
        Guid id, [Body] ShipmentRequest request, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/orders/{id}/deliver")]
    Task<Order> DeliverAsync(Guid id, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/orders/{id}/cancel")]
    Task<Order> CancelAsync(Guid id, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/orders/{id}/refund")]
    Task<Order> RefundAsync(
        Guid id, [Body] RefundRequest request, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Get("/orders/returns")]
    Task<Page<OrderReturn>> ListReturnsAsync(string? status, string? after, int limit, CancellationToken cancellationToken);

    [Post("/orders/{id}/returns/{returnId}/approve")]
    Task ApproveReturnAsync(Guid id, Guid returnId, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/orders/{id}/returns/{returnId}/reject")]
    Task RejectReturnAsync(
        Guid id, Guid returnId, [Body] ReasonRequest request, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);

    [Post("/orders/{id}/returns/{returnId}/receive")]
    Task ReceiveReturnAsync(
        Guid id, Guid returnId, [Body] ReceiptRequest request, [Header("Idempotency-Key")] string key, CancellationToken cancellationToken);
}

/// <summary>What the list of orders can be narrowed to; null says nothing.</summary>
/// <param name="Q">The beginning of an order's number, or a whole tracking number.</param>
/// <param name="To">Exclusive.</param>
public sealed record OrderFilter(
    string? Status = null, string? Q = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Sku = null,
    decimal? MinTotal = null, Guid? UserId = null);

public sealed record Order(
    Guid Id, Guid UserId, string Status, IReadOnlyList<OrderLine> Lines, Money Subtotal, Money Discount, string? DiscountCode,
    Money Shipping, Money Tax, Money TaxIncluded, Money Total, Money Refunded, OrderShippingMethod? ShippingMethod,
    ShippingAddress ShippingAddress,
    Shipment? Shipment, DateTimeOffset? DeliveredAt, string? CancellationReason, IReadOnlyList<Refund> Refunds,
    IReadOnlyList<OrderReturn> Returns, IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>As pages and mails name it.</summary>
    public string Number => OrderNumber.Of(Id);

    public int Pieces => Lines.Sum(line => line.Quantity);

    public bool CanShip => Status == "Confirmed";

    public bool CanDeliver => Status == "Shipped";

    public bool CanCancel => Status is "Placed" or "StockReserved" or "Paid" or "Confirmed";

    /// <summary>What was paid and is in no refund yet.</summary>
    public Money Refundable => Total with { Amount = IsPaid ? Total.Amount - Refunds.Sum(refund => refund.Amount.Amount) : 0 };

    private bool IsPaid => Status is "Paid" or "Confirmed" or "Shipped" or "Delivered";

    /// <summary>Pieces of a line that are in no refund yet.</summary>
    public int RefundablePieces(OrderLine line) => line.Quantity - RefundedPieces(line);

    /// <summary>What the API refunds for pieces: rounded so that all of a line come to what was paid for the line.</summary>
    public decimal AmountFor(OrderLine line, int pieces)
    {
        var before = RefundedPieces(line);
        return Part(before + pieces) - Part(before);

        decimal Part(int count) => Currencies.Round(line.Paid.Amount * count / line.Quantity, Total.Currency);
    }

    private int RefundedPieces(OrderLine line)
        => Refunds.SelectMany(refund => refund.Lines ?? []).Where(refunded => refunded.Sku == line.Sku).Sum(refunded => refunded.Quantity);
}

public sealed record OrderLine(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string>? Options, int Quantity, Money UnitPrice, Money LineTotal,
    Money Discount, Money Tax)
{
    /// <summary>What was chosen, such as <c>blue, M</c>; empty where there was no choice.</summary>
    public string Choice => Options is { Count: > 0 } ? string.Join(", ", Options.Values) : "";

    /// <summary>What was paid for the pieces.</summary>
    public Money Paid => LineTotal with { Amount = LineTotal.Amount - Discount.Amount + Tax.Amount };
}

public sealed record OrderShippingMethod(string Id, string Name);

public sealed record ShippingAddress(string Name, string? Street, string? City, string? PostalCode, string Country);

public sealed record Shipment(string Carrier, string TrackingNumber, DateTimeOffset ShippedAt);

public sealed record StatusChange(string Status, DateTimeOffset At);

/// <param name="Completed">The money was sent back; false while that is requested.</param>
public sealed record Refund(Guid Id, Money Amount, string Reason, bool Completed, IReadOnlyList<SkuQuantity>? Lines);

public sealed record OrderReturn(
    Guid Id, Guid OrderId, string Status, IReadOnlyList<ReturnLine> Lines, string Reason, string? RejectionReason, Money? Refund,
    DateTimeOffset RequestedAt);

public sealed record ReturnLine(string Sku, int Quantity, int Received, int Restocked);

public sealed record OrderHistoryList(IReadOnlyList<OrderHistoryEntry> Items);

/// <param name="Kind">StatusChanged, or what was done about a return or a refund.</param>
/// <param name="Actor">Customer, Staff or Shop; null where that is not known.</param>
public sealed record OrderHistoryEntry(
    DateTimeOffset At, string Kind, string? Actor, Guid? ActorId, string? Before, string? After, Money? Amount, string? Reason,
    Shipment? Shipment);

public sealed record OrderNote(Guid Id, DateTimeOffset At, Guid ActorId, string Text);

public sealed record NoteRequest(string Text);

public sealed record SkuQuantity(string Sku, int Quantity);

public sealed record ShipmentRequest(string Carrier, string TrackingNumber);

/// <summary>One of the three: an amount in the order's currency, lines, or all that is left.</summary>
public sealed record RefundRequest(string Reason, decimal? Amount = null, IReadOnlyList<SkuQuantity>? Lines = null, bool? All = null);

public sealed record ReasonRequest(string Reason);

/// <param name="All">Everything that was announced, all of it resalable.</param>
public sealed record ReceiptRequest(IReadOnlyList<ReceivedLine>? Lines = null, bool? All = null);

public sealed record ReceivedLine(string Sku, int Quantity, int Restock);
