using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Idempotency;

namespace Ecommerce.OrderService.Features;

internal sealed record OrderResponse(
    Guid Id, Guid UserId, OrderStatus Status, IReadOnlyList<OrderLineResponse> Lines,
    Money Subtotal, Money Discount, string? DiscountCode, Money Shipping, Money Tax, Money TaxIncluded, Money Total, Money Refunded,
    OrderShippingMethod ShippingMethod, ShippingAddress ShippingAddress, Shipment? Shipment, DateTimeOffset? DeliveredAt,
    string? CancellationReason, IReadOnlyList<RefundResponse> Refunds, IReadOnlyList<ReturnResponse> Returns,
    IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static OrderResponse From(Order order, IReadOnlyList<StatusChange> history)
    {
        var totals = order.Totals;
        return new(
            order.Id, order.UserId, order.Status, [.. order.Lines.Select(OrderLineResponse.From)],
            totals.Money(totals.Subtotal), totals.Money(totals.Discount), order.DiscountCode, totals.Money(totals.Shipping),
            totals.Money(totals.Tax), totals.Money(totals.TaxIncluded), order.Total, totals.Money(order.Refunded),
            order.ShippingMethod, order.ShippingAddress, order.Shipment, order.DeliveredAt, order.CancellationReason,
            [.. order.Refunds.Select(refund => RefundResponse.From(order, refund))],
            [.. order.Returns.Select(known => ReturnResponse.From(order, known))],
            history, order.PlacedAt, order.UpdatedAt);
    }

    public static StoredResponse Ok(Order order, IReadOnlyList<StatusChange> history) => Store(order, history, StatusCodes.Status200OK);

    public static StoredResponse Accepted(Order order, IReadOnlyList<StatusChange> history)
        => Store(order, history, StatusCodes.Status202Accepted);

    /// <summary>As the response of a command, to store and to send.</summary>
    public static StoredResponse Store(Order order, IReadOnlyList<StatusChange> history, int status, string? location = null)
        => new(status, location, JsonSerializer.Serialize(From(order, history), OrderJson.Default.OrderResponse));
}

/// <param name="LineTotal">The pieces at their unit price, before discount and tax.</param>
internal sealed record OrderLineResponse(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string>? Options, string? Image, int Quantity,
    Money UnitPrice, Money? RegularPrice, Money LineTotal, Money Discount, Money Tax)
{
    public static OrderLineResponse From(OrderLine line) => new(
        line.Sku, line.ProductId, line.Name, line.Options, line.Image, line.Quantity,
        line.UnitPrice, line.RegularPrice, Of(line, line.UnitPrice.Amount * line.Quantity), Of(line, line.Discount), Of(line, line.Tax));

    private static Money Of(OrderLine line, decimal amount) => line.UnitPrice with { Amount = amount };
}

/// <param name="Completed">Payments has sent the money back; false while that is requested.</param>
internal sealed record RefundResponse(Guid Id, Money Amount, string Reason, bool Completed, IReadOnlyList<SkuQuantity>? Lines)
{
    public static RefundResponse From(Order order, Refund refund)
        => new(refund.Id, order.Totals.Money(refund.Amount), refund.Reason, refund.Completed, refund.Lines);
}
