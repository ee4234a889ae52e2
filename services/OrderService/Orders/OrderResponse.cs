using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Orders;

internal sealed record OrderResponse(
    Guid Id, OrderStatus Status, IReadOnlyList<OrderLineResponse> Lines, Money Total, Money Refunded, ShippingAddress ShippingAddress,
    string? CancellationReason, IReadOnlyList<StatusChange> History, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static OrderResponse From(Order order, IReadOnlyList<StatusChange> history) => new(
        order.Id, order.Status, [.. order.Lines.Select(OrderLineResponse.From)], order.Total, order.Total with { Amount = order.Refunded },
        order.ShippingAddress, order.CancellationReason, history, order.PlacedAt, order.UpdatedAt);
}

internal sealed record OrderLineResponse(string Sku, Guid ProductId, string Name, int Quantity, Money UnitPrice, Money LineTotal)
{
    public static OrderLineResponse From(OrderLine line)
        => new(line.Sku, line.ProductId, line.Name, line.Quantity, line.UnitPrice, line.UnitPrice with { Amount = line.UnitPrice.Amount * line.Quantity });
}

internal sealed record StatusChange(OrderStatus Status, DateTimeOffset At);

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record OrderPage(IReadOnlyList<OrderResponse> Items, string? Next);
