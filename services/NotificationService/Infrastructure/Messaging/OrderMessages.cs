using Ecommerce.Contracts;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>The message data of an order.</summary>
internal static class OrderMessages
{
    /// <param name="total">Null where the message is not about money.</param>
    /// <param name="costs">How the total comes about, where that is known.</param>
    public static MessageData Of(Guid id, IReadOnlyList<OrderLine> lines, Money? total, OrderCosts? costs = null)
        => new() { OrderId = id, Lines = [.. lines.Select(MessageLine.FromOrderLine)], Total = total, Costs = costs };
}
