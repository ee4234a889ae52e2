using System.Globalization;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;

namespace Ecommerce.Storefront.Features.Orders;

/// <summary>The invoice of a paid order. Public because components are.</summary>
/// <param name="Date">When the order was paid.</param>
public sealed record Invoice(Order Order, DateTimeOffset Date)
{
    /// <summary>Null before the order is paid.</summary>
    public static Invoice? Of(Order order) => order.PaidAt is { } paid ? new(order, paid) : null;

    /// <summary>Follows from the order: the same whenever it is asked for.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"INV-{Date.UtcDateTime:yyyyMMdd}-{Order.Number}");

    public IEnumerable<Refund> Refunds => (Order.Refunds ?? []).Where(refund => refund.Completed);

    public bool IsTaxIncluded => Order.TaxIncluded.Amount > 0;

    /// <summary>
    /// The tax by its rates, and that of shipping; what is not known by rate, in orders from before, is left as one amount.
    /// </summary>
    public IReadOnlyList<TaxShare> Taxes
    {
        get
        {
            var goods = Order.Lines.Where(line => line.TaxRate is not null).GroupBy(line => line.TaxRate!.Value)
                .OrderByDescending(lines => lines.Key)
                .Select(lines => new TaxShare(
                    Percent(lines.Key), Money(lines.Sum(Net)), Money(lines.Sum(Tax))));
            var rest = Order.Tax.Amount + Order.TaxIncluded.Amount - Order.Lines.Where(line => line.TaxRate is not null).Sum(Tax);
            var isAllKnown = Order.Lines.All(line => line.TaxRate is not null);
            var name = isAllKnown ? Texts.Key("Shipping") : Texts.Key("Tax");
            TaxShare[] others = rest == 0 ? [] : [new(name, isAllKnown ? NetShipping(rest) : null, Money(rest))];
            return [.. goods, .. others];
        }
    }

    private Price NetShipping(decimal tax) => Money(Order.Shipping.Amount - (IsTaxIncluded ? tax : 0));

    private Price Money(decimal amount) => Order.Total with { Amount = amount };

    private static decimal Tax(OrderLine line) => (line.Tax?.Amount ?? 0) + (line.TaxIncluded?.Amount ?? 0);

    private static decimal Net(OrderLine line)
        => line.LineTotal.Amount - (line.Discount?.Amount ?? 0) - (line.TaxIncluded?.Amount ?? 0);

    public static string Percent(decimal rate) => string.Create(CultureInfo.CurrentCulture, $"{rate * 100:0.##} %");
}

/// <param name="Name">Its rate, or what it is of.</param>
/// <param name="Net">What is taxed; null where that is not known.</param>
public sealed record TaxShare(string Name, Price? Net, Price Tax);
