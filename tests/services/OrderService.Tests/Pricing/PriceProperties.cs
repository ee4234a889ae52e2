using System.Collections.Immutable;
using Ecommerce.Contracts;
using Ecommerce.OrderService.Domain.Discounts;
using Ecommerce.OrderService.Domain.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace Ecommerce.OrderService.Tests.Pricing;

/// <summary>For any goods, country and rules, the parts of a price add up.</summary>
public sealed class PriceProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly (string Currency, int Decimals)[] Monies = [("EUR", 2), ("JPY", 0), ("KWD", 3)];

    [Fact]
    public void Parts_of_a_price_add_up_to_the_total()
        => Check.One(Many, Prop.ForAll(Purchases(), bought =>
        {
            var (totals, lines) = (bought.Priced.Totals, bought.Priced.Lines);
            var sum = lines.Sum(line => line.UnitPrice.Amount * line.Quantity);
            decimal[] parts = [totals.Subtotal, totals.Discount, totals.Shipping, totals.Tax, totals.TaxIncluded, totals.Total];
            return sum == totals.Subtotal
                && sum - totals.Discount + totals.Shipping + totals.Tax == totals.Total
                && parts.All(part => part >= 0 && part * bought.Units == decimal.Truncate(part * bought.Units));
        }));

    [Fact]
    public void Lines_share_discount_and_tax_and_never_cost_less_than_zero()
        => Check.One(Many, Prop.ForAll(Purchases(), bought =>
        {
            var (totals, lines) = (bought.Priced.Totals, bought.Priced.Lines);
            var withShipping = bought.Rules is { TaxIncluded: false, TaxShipping: true }
                ? totals.Shipping * bought.Rules.Taxes["XX"].Rate
                : 0;
            return lines.Sum(line => line.Discount) == totals.Discount
                && lines.All(line => line.Discount >= 0 && line.Discount <= line.UnitPrice.Amount * line.Quantity && line.Tax >= 0)
                && Math.Abs(lines.Sum(line => line.Tax) + withShipping - totals.Tax) < 1m / bought.Units;
        }));

    [Fact]
    public void Shares_of_single_pieces_add_up_to_their_line()
        => Check.One(Many, Prop.ForAll(Purchases(), bought => bought.Priced.Lines.All(line =>
        {
            var pieces = Enumerable.Range(0, line.Quantity).Select(
                before => Rounding.PartOfLine(PriceRules.Paid(line), before, 1, line.Quantity, bought.Priced.Totals.Currency)).ToList();
            return pieces.Sum() == PriceRules.Paid(line) && pieces.All(piece => piece >= 0);
        })));

    /// <param name="Units">Smallest pieces of the currency in one.</param>
    private sealed record Purchase(PricedLines Priced, PricingOptions Rules, decimal Units);

    private static Arbitrary<Purchase> Purchases()
    {
        var line = from cents in Gen.Choose(1, 99_999)
                   from quantity in Gen.Choose(1, 99)
                   select (cents, quantity);
        return (from lines in line.NonEmptyListOf()
                from money in Gen.Elements(Monies)
                from percent in Gen.Choose(0, 10_000)
                from tax in Gen.Choose(0, 3000)
                from shipping in Gen.Choose(0, 2000)
                from freeFrom in Gen.Choose(0, 1_000_000)
                from included in Gen.Elements(true, false)
                from taxShipping in Gen.Elements(true, false)
                select Buy(lines, money, percent / 100m, tax / 10_000m, shipping, freeFrom, included, taxShipping)).ToArbitrary();
    }

    private static Purchase Buy(
        IEnumerable<(int Cents, int Quantity)> lines, (
            string Currency, int Decimals) money, decimal percent, decimal tax, int shipping, int freeFrom, bool included, bool taxShipping)
    {
        var units = (decimal)Math.Pow(10, money.Decimals);
        ImmutableArray<OrderLine> bought = [.. lines.Select(
            (line, i) => new OrderLine($"{i}", Guid.Empty, "", line.Quantity, new(line.Cents / units, money.Currency)))];
        var goods = new Goods(bought, [.. bought.Select(_ => (string?)null)]);
        var rules = new PricingOptions
        {
            TaxIncluded = included,
            TaxShipping = taxShipping,
            Shipping = { ["Default"] = new() { [money.Currency] = new() { Price = shipping / units, FreeFrom = freeFrom / units } } },
            Taxes = { ["XX"] = new() { Rate = tax } },
        };
        var discount = new Discount("X", Math.Max(percent, 0.01m), null, null, null, null, null, null, null, 0);
        var off = percent == 0 ? 0 : DiscountRules.Apply(discount, 0, goods.Subtotal, default).Amount;
        return new(PriceRules.Price(goods, off, rules.FindOffer("standard", "XX", money.Currency)!, rules), rules, units);
    }
}
