using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Orders;

namespace Ecommerce.OrderService.Features.Export;

/// <summary>An order for analytics and accounting: no personal data but the user's id.</summary>
/// <param name="ShippingMethod">Its id.</param>
internal sealed record ExportedOrder(
    Guid Id, Guid UserId, OrderStatus Status, IReadOnlyList<OrderLine> Lines, Money Total, DateTimeOffset PlacedAt,
    DateTimeOffset? ConfirmedAt, DateTimeOffset? CancelledAt, string? CancellationReason, string? TestGroup,
    string ShippingMethod)
{
    public static ExportedOrder From(Order order) => new(
        order.Id, order.UserId, order.Status, order.Lines, order.Total, order.PlacedAt,
        order.ConfirmedAt, order.CancelledAt, order.CancellationReason, order.TestGroup, order.ShippingMethod.Id);
}
