using Ecommerce.Contracts;
using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;

namespace Ecommerce.OrderService.Fulfilment;

/// <summary>What pieces of an order are worth when they are given back: what was paid for them, discount and tax counted, and each piece once.</summary>
internal static class LineRefunds
{
    /// <summary>Pieces of a line that no refund has named yet.</summary>
    public static int Left(Order order, string sku)
        => order.Lines.Where(line => line.Sku == sku).Sum(line => line.Quantity) - Refunded(order, sku);

    /// <summary>A refund of these pieces, less those that were refunded before; null where nothing is left to give back for them.</summary>
    public static Refund? Of(Order order, Guid id, IEnumerable<Pieces> asked, string reason)
    {
        List<Pieces> pieces = [.. asked.Select(line => line with { Quantity = Math.Min(line.Quantity, Left(order, line.Sku)) }).Where(line => line.Quantity > 0)];
        var amount = Math.Min(pieces.Sum(line => Worth(order, line)), OrderActions.Refundable(order));
        return amount > 0 && order.Status.IsPaid() ? new(id, amount, reason, Completed: false, pieces) : null;
    }

    private static decimal Worth(Order order, Pieces pieces)
    {
        var line = order.Lines.First(line => line.Sku == pieces.Sku);
        return Rounding.Pieces(PriceRules.Paid(line), Refunded(order, line.Sku), pieces.Quantity, line.Quantity, order.Totals.Currency);
    }

    private static int Refunded(Order order, string sku)
        => order.Refunds.SelectMany(refund => refund.Lines ?? []).Where(line => line.Sku == sku).Sum(line => line.Quantity);
}
