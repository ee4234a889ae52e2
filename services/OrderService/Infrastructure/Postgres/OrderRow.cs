using System.Text.Json;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>A row of <c>orders</c>: a property for each of <see cref="Columns"/>, found by its name.</summary>
internal sealed class OrderRow
{
    public const string Columns = """
        id, user_id, cart_id, status, lines, subtotal, discount, shipping, tax, tax_included, currency, discount_code,
        shipping_method, shipping_method_name, shipping_address, payment_token, cancellation_reason, refunds,
        carrier, tracking_number, shipped_at, delivered_at, returns,
        placed_at, confirmed_at, cancelled_at, updated_at, awaits_stock, awaits_payment, asks, ask_at, test_group
        """;

    public Guid Id { get; init; }
    public Guid UserId { get; init; }
    public string CartId { get; init; } = "";
    public OrderStatus Status { get; init; }
    public string Lines { get; init; } = "";
    public decimal Subtotal { get; init; }
    public decimal Discount { get; init; }
    public decimal Shipping { get; init; }
    public decimal Tax { get; init; }
    public decimal TaxIncluded { get; init; }
    public string Currency { get; init; } = "";
    public string? DiscountCode { get; init; }
    public string ShippingMethod { get; init; } = "";
    public string ShippingMethodName { get; init; } = "";
    public string ShippingAddress { get; init; } = "";
    public string PaymentToken { get; init; } = "";
    public string? CancellationReason { get; init; }
    public string Refunds { get; init; } = "";
    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    public DateTimeOffset? ShippedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public string Returns { get; init; } = "";
    public DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public bool AwaitsStock { get; init; }
    public bool AwaitsPayment { get; init; }
    public int Asks { get; init; }
    public DateTimeOffset? AskAt { get; init; }
    public string? TestGroup { get; init; }

    public Order ToOrder() => new()
    {
        Id = Id,
        UserId = UserId,
        CartId = CartId,
        Status = Status,
        Lines = JsonSerializer.Deserialize(Lines, OrderJson.Default.IReadOnlyListOrderLine) ?? [],
        Totals = new(Currency, Subtotal, Discount, Shipping, Tax, TaxIncluded),
        DiscountCode = DiscountCode,
        TestGroup = TestGroup,
        ShippingMethod = new(ShippingMethod, ShippingMethodName),
        ShippingAddress = JsonSerializer.Deserialize(ShippingAddress, OrderJson.Default.ShippingAddress)!,
        PaymentToken = PaymentToken,
        PlacedAt = PlacedAt,
        UpdatedAt = UpdatedAt,
        ConfirmedAt = ConfirmedAt,
        CancelledAt = CancelledAt,
        CancellationReason = CancellationReason,
        Refunds = JsonSerializer.Deserialize(Refunds, OrderJson.Default.IReadOnlyListRefund) ?? [],
        Shipment = Carrier is null ? null : new(Carrier, TrackingNumber!, ShippedAt!.Value),
        DeliveredAt = DeliveredAt,
        Returns = JsonSerializer.Deserialize(Returns, OrderJson.Default.IReadOnlyListReturn) ?? [],
        AwaitsStock = AwaitsStock,
        AwaitsPayment = AwaitsPayment,
        Retries = Asks,
        NextRetryAt = AskAt,
    };
}
