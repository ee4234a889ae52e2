using System.Text.Json;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Infrastructure.Idempotency;
using Ecommerce.OrderService.Infrastructure.Postgres;
using Ecommerce.OrderService.Infrastructure.Settings;

namespace Ecommerce.OrderService.Features;

/// <summary>Orders as callers see them, with what the shop's settings say of them.</summary>
internal sealed class OrderResponses(SettingsInForce settings)
{
    public OrderResponse Of(OrderWithHistory found) => Of(found.Order, found.History);

    public OrderResponse Of(Order order, IReadOnlyList<StatusChange> history)
    {
        var totals = order.Totals;
        return new(
            order.Id, order.UserId, order.Status, [.. order.Lines.Select(line => OrderLineResponse.From(order, line))],
            totals.Money(totals.Subtotal), totals.Money(totals.Discount), order.DiscountCode, totals.Money(totals.Shipping),
            totals.Money(totals.Tax), totals.Money(totals.TaxIncluded), order.Total, totals.Money(order.Refunded),
            order.ShippingMethod, order.ShippingAddress, order.Shipment, order.DeliveredAt,
            ReturnActions.ReturnableUntil(order, settings.ReturnDays), order.CancellationReason,
            [.. order.Refunds.Select(refund => RefundResponse.From(order, refund))],
            [.. order.Returns.Select(known => ReturnResponse.From(order, known))],
            history, order.PlacedAt, order.UpdatedAt);
    }

    public StoredResponse Ok(Order order, IReadOnlyList<StatusChange> history) => Store(order, history, StatusCodes.Status200OK);

    public StoredResponse Accepted(Order order, IReadOnlyList<StatusChange> history)
        => Store(order, history, StatusCodes.Status202Accepted);

    /// <summary>As the response of a command, to store and to send.</summary>
    public StoredResponse Store(Order order, IReadOnlyList<StatusChange> history, int status, string? location = null)
        => new(status, location, JsonSerializer.Serialize(Of(order, history), OrderJson.Default.OrderResponse));
}
