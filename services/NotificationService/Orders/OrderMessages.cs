using Ecommerce.Contracts;
using Ecommerce.NotificationService.Messages;

namespace Ecommerce.NotificationService.Orders;

/// <summary>What a message tells of an order.</summary>
internal static class OrderMessages
{
    public static MessageData Of(Guid id, IReadOnlyList<OrderLine> lines, Money? total)
        => new() { OrderId = id, Lines = [.. lines.Select(MessageLine.Of)], Total = total };

    /// <param name="order">Null where the order was placed before this service knew of orders.</param>
    public static MessageData Of(Guid id, KnownOrder? order)
        => new() { OrderId = id, Lines = order?.Lines, Total = order?.Total };
}
