using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Fulfilment;
using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.OrderService.Domain.Pricing;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Refunds;

/// <summary>One of an amount, lines, or all: what is absent never means more.</summary>
/// <param name="Amount">In the order's currency.</param>
/// <param name="Lines">Pieces whose price is refunded.</param>
/// <param name="All">True: all that is left.</param>
internal sealed record RefundRequest(
    decimal? Amount, IReadOnlyList<ItemRequest>? Lines, string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? All) : IValidated
{
    public void Check(FieldErrors errors)
    {
        errors.Check("amount", Amount is null or > 0, "must be more than 0")
            .Check("amount", Amount is null || (Lines is null && All is not true), "must not be given together with lines or all")
            .Check("lines", Lines is null || All is not true, "must not be given together with all")
            .Check("all", All is true || Amount is not null || Lines is not null, "must be true where neither amount nor lines are given")
            .CheckText("reason", Reason, 500);
        ItemRequest.CheckAll("lines", Lines, errors);
    }

    /// <summary>What is wrong with it for this order, by field.</summary>
    public FieldErrors CheckAgainst(Order order) => new FieldErrors().Check(
        "amount", Amount is null || Rounding.HasDecimalsOf(Amount.Value, order.Totals.Currency),
        $"must have at most {Currencies.DecimalsOf(order.Totals.Currency)} decimals, as {order.Totals.Currency} has");

    /// <summary>Only after both checks found nothing; null where not that many pieces are left to refund.</summary>
    public Refund? ToRefund(Order order, Guid id)
    {
        if (Lines is null)
            return new(id, Amount ?? OrderActions.Refundable(order), Reason!, Completed: false);
        var items = ItemRequest.ToQuantities(Lines);
        var isLeft = items.All(item => item.Quantity <= LineRefunds.Refundable(order, item.Sku));
        return isLeft ? LineRefunds.Create(order, id, items, Reason!) : null;
    }
}
