using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;

namespace Ecommerce.OrderService.Domain.Fulfilment;

/// <summary>Refunds of pieces: what was paid for them, discount and tax included. No piece is refunded twice.</summary>
internal static class LineRefunds
{
    /// <summary>Pieces of a line that are in no refund yet.</summary>
    public static int Refundable(Order order, string sku)
        => order.Lines.Where(line => line.Sku == sku).Sum(line => line.Quantity) - Refunded(order, sku);

    /// <summary>A refund of these pieces, less those that were refunded before; null where nothing is left to refund.</summary>
    public static Refund? Create(Order order, Guid id, IEnumerable<SkuQuantity> items, string reason)
    {
        var refundable = items
            .Select(item => item with { Quantity = Math.Min(item.Quantity, Refundable(order, item.Sku)) })
            .Where(item => item.Quantity > 0)
            .ToList();
        var amount = Math.Min(refundable.Sum(item => PaidFor(order, item)), OrderActions.Refundable(order));
        return amount > 0 && order.Status.IsPaid() ? new(id, amount, reason, Completed: false, refundable) : null;
    }

    private static decimal PaidFor(Order order, SkuQuantity item)
    {
        var line = order.Lines.First(line => line.Sku == item.Sku);
        return Rounding.PartOfLine(
            PriceRules.Paid(line), Refunded(order, line.Sku), item.Quantity, line.Quantity, order.Totals.Currency);
    }

    private static int Refunded(Order order, string sku)
        => order.Refunds.SelectMany(refund => refund.Lines ?? []).Where(line => line.Sku == sku).Sum(line => line.Quantity);
}
