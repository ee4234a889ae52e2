using System.Collections.Immutable;
using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Domain.Pricing;

/// <summary>What an order costs, part by part, in one currency.</summary>
/// <param name="Subtotal">The lines at the catalogue's prices.</param>
/// <param name="Tax">What is added to the prices.</param>
/// <param name="TaxIncluded">What the prices contain; part of the others, never added.</param>
internal sealed record Totals(string Currency, decimal Subtotal, decimal Discount, decimal Shipping, decimal Tax, decimal TaxIncluded)
{
    public decimal Total => Subtotal - Discount + Shipping + Tax;

    public Money Money(decimal amount) => new(amount, Currency);

    public static Totals OfGoods(Money goods) => new(goods.Currency, goods.Amount, 0, 0, 0, 0);
}

/// <summary>What is bought, at the catalogue's prices, before anything comes off or on top. All lines have one currency.</summary>
internal sealed record Goods(ImmutableArray<OrderLine> Lines, ImmutableArray<string?> Categories)
{
    public Money Subtotal => new(Lines.Sum(line => line.UnitPrice.Amount * line.Quantity), Lines[0].UnitPrice.Currency);
}

internal sealed record PricedLines(ImmutableArray<OrderLine> Lines, Totals Totals);

/// <summary>Tax is rounded per line, so that a line that comes back takes back exactly its own.</summary>
internal static class PriceRules
{
    /// <param name="discount">At most the subtotal; shared by the lines in proportion to what they cost.</param>
    /// <param name="offer">How it is shipped; its country's taxes count.</param>
    public static PricedLines Price(Goods goods, decimal discount, ShippingOffer offer, PricingOptions rules)
    {
        var subtotal = goods.Subtotal;
        var (currency, country) = (subtotal.Currency, offer.Country);
        var discounts = Rounding.Share(discount, [.. goods.Lines.Select(Cost)], currency);
        var shipping = offer.PriceFor(subtotal.Amount - discount, currency);
        decimal[] rates = [.. goods.Categories.Select(category => rules.TaxIn(country, category))];
        decimal[] taxes =
        [
            .. goods.Lines.Select((line, i) => Tax(Cost(line) - discounts[i], rates[i], rules.TaxIncluded, currency)),
            rules.TaxShipping ? Tax(shipping, rules.TaxIn(country, category: null), rules.TaxIncluded, currency) : 0,
        ];
        var tax = Rounding.Round(taxes.Sum(), currency);
        return new(
            [
                .. goods.Lines.Select(
                    (line, i) => line with { Discount = discounts[i], Tax = rules.TaxIncluded ? 0 : taxes[i], TaxRate = rates[i] }),
            ],
            new(
                currency, Rounding.Round(subtotal.Amount, currency), Rounding.Round(discount, currency), shipping,
                rules.TaxIncluded ? Rounding.Round(0, currency) : tax, rules.TaxIncluded ? tax : Rounding.Round(0, currency)));
    }

    /// <summary>What the shopper pays for the line.</summary>
    public static decimal Paid(OrderLine line) => Cost(line) - line.Discount + line.Tax;

    private static decimal Cost(OrderLine line) => line.UnitPrice.Amount * line.Quantity;

    /// <summary>What the line's price contains of tax; 0 where tax is added, and where the rate was not kept.</summary>
    public static decimal TaxIncluded(OrderLine line, Totals totals) => totals.TaxIncluded > 0 && line.TaxRate is { } rate
        ? Tax(Cost(line) - line.Discount, rate, isIncluded: true, totals.Currency)
        : Rounding.Round(0, totals.Currency);

    private static decimal Tax(decimal taxed, decimal rate, bool isIncluded, string currency)
        => Rounding.Round(isIncluded ? taxed - (taxed / (1 + rate)) : taxed * rate, currency);
}
