using Ecommerce.Contracts;
using Ecommerce.OrderService.Returns;

namespace Ecommerce.OrderService.Orders;

internal sealed record OrderResponse(
    Guid Id, Guid UserId, OrderStatus Status, IReadOnlyList<OrderLineResponse> Lines,
    Money Subtotal, Money Discount, string? DiscountCode, Money Shipping, Money Tax, Money TaxIncluded, Money Total, Money Refunded,
    ShippingAddress ShippingAddress, Shipment? Shipment, DateTimeOffset? DeliveredAt, string? CancellationReason,
    IReadOnlyList<RefundResponse> Refunds, IReadOnlyList<ReturnResponse> Returns, IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static OrderResponse From(Order order, IReadOnlyList<StatusChange> history)
    {
        var totals = order.Totals;
        return new(
            order.Id, order.UserId, order.Status, [.. order.Lines.Select(OrderLineResponse.From)],
            totals.Money(totals.Subtotal), totals.Money(totals.Discount), order.DiscountCode, totals.Money(totals.Shipping),
            totals.Money(totals.Tax), totals.Money(totals.TaxIncluded), order.Total, totals.Money(order.Refunded),
            order.ShippingAddress, order.Shipment, order.DeliveredAt, order.CancellationReason,
            [.. order.Refunds.Select(refund => new RefundResponse(refund.Id, totals.Money(refund.Amount), refund.Reason, refund.Completed, refund.Lines))],
            [.. order.Returns.Select(known => ReturnResponse.From(order, known))], history, order.PlacedAt, order.UpdatedAt);
    }
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

/// <param name="Completed">The money is on its way back; else payments are asked for it.</param>
internal sealed record RefundResponse(Guid Id, Money Amount, string Reason, bool Completed, IReadOnlyList<Pieces>? Lines);

internal sealed record StatusChange(OrderStatus Status, DateTimeOffset At);

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record OrderPage(IReadOnlyList<OrderResponse> Items, string? Next);
