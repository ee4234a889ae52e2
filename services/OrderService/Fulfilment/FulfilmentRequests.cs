using Ecommerce.OrderService.Orders;
using Ecommerce.OrderService.Pricing;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Fulfilment;

internal sealed record ShipRequest(string? Carrier, string? TrackingNumber) : IOrderRequest
{
    public void Check(FieldErrors errors)
    {
        errors.CheckText("carrier", Carrier, 100).CheckText("trackingNumber", TrackingNumber, 100);
    }
}

/// <param name="Amount">In the order's currency.</param>
/// <param name="Lines">Pieces whose price is given back. Without amount and lines it is all that is left.</param>
internal sealed record RefundRequest(decimal? Amount, IReadOnlyList<ItemRequest>? Lines, string? Reason) : IOrderRequest
{
    private const decimal Absurd = 1_000_000_000;

    public void Check(FieldErrors errors)
    {
        errors.Check("amount", Amount is null or (> 0 and < Absurd), "must be more than nothing")
            .Check("amount", Amount is null || Lines is null, "must not stand beside lines")
            .CheckText("reason", Reason, 500);
        ItemRequest.CheckAll("lines", Lines, errors);
    }

    /// <summary>What the order has to say against it, by field.</summary>
    public FieldErrors CheckAgainst(Order order) => new FieldErrors().Check(
        "amount", Amount is null || Rounding.HasDecimalsOf(Amount.Value, order.Totals.Currency),
        $"must have at most {Rounding.Decimals(order.Totals.Currency)} decimals, as {order.Totals.Currency} has");

    /// <summary>Only after both checks found nothing; null where that many pieces are not left.</summary>
    public Refund? ToRefund(Order order, Guid id)
    {
        if (Lines is null)
            return new(id, Amount ?? OrderActions.Refundable(order), Reason!, Completed: false);
        var pieces = ItemRequest.ToPieces(Lines);
        return pieces.All(line => line.Quantity <= LineRefunds.Left(order, line.Sku)) ? LineRefunds.Of(order, id, pieces, Reason!) : null;
    }
}
