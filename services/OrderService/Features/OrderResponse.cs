using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Features;

/// <param name="ReturnableUntil">The last moment to ask for a return; null where there is nothing to send back.</param>
internal sealed record OrderResponse(
    Guid Id, Guid UserId, OrderStatus Status, IReadOnlyList<OrderLineResponse> Lines,
    Money Subtotal, Money Discount, string? DiscountCode, Money Shipping, Money Tax, Money TaxIncluded, Money Total, Money Refunded,
    OrderShippingMethod ShippingMethod, ShippingAddress ShippingAddress, Shipment? Shipment, DateTimeOffset? DeliveredAt,
    DateTimeOffset? ReturnableUntil, string? CancellationReason, IReadOnlyList<RefundResponse> Refunds,
    IReadOnlyList<ReturnResponse> Returns, IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <param name="LineTotal">The pieces at their unit price, before discount and tax.</param>
/// <param name="Returnable">Pieces that were delivered and are in no return yet.</param>
internal sealed record OrderLineResponse(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string>? Options, string? Image, int Quantity,
    Money UnitPrice, Money? RegularPrice, Money LineTotal, Money Discount, Money Tax, Money TaxIncluded, decimal? TaxRate, int Returnable)
{
    public static OrderLineResponse From(Order order, OrderLine line)
        => From(line, order.Totals, order.Status is OrderStatus.Delivered ? ReturnActions.Returnable(order, line.Sku) : 0);

    public static OrderLineResponse From(OrderLine line, Totals totals, int returnable = 0) => new(
        line.Sku, line.ProductId, line.Name, line.Options, line.Image, line.Quantity,
        line.UnitPrice, line.RegularPrice, Of(line, line.UnitPrice.Amount * line.Quantity), Of(line, line.Discount), Of(line, line.Tax),
        Of(line, PriceRules.TaxIncluded(line, totals)), line.TaxRate, returnable);

    private static Money Of(OrderLine line, decimal amount) => line.UnitPrice with { Amount = amount };
}

/// <param name="Completed">Payments has sent the money back; false while that is requested.</param>
internal sealed record RefundResponse(Guid Id, Money Amount, string Reason, bool Completed, IReadOnlyList<SkuQuantity>? Lines)
{
    public static RefundResponse From(Order order, Refund refund)
        => new(refund.Id, order.Totals.Money(refund.Amount), refund.Reason, refund.Completed, refund.Lines);
}
