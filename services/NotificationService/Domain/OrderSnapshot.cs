using Ecommerce.Contracts;

namespace Ecommerce.NotificationService.Domain;

/// <summary>The data of an order that messages need and later events do not carry.</summary>
internal sealed record OrderSnapshot(Guid OrderId, Guid UserId, IReadOnlyList<MessageLine> Lines, Money Total, DateTimeOffset PlacedAt)
{
    public static OrderSnapshot FromEvent(OrderPlaced placed)
        => new(placed.OrderId, placed.UserId, [.. placed.Lines.Select(MessageLine.FromOrderLine)], placed.Total, placed.PlacedAt);
}
