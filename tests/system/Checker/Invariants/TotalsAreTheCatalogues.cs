using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// Order total = its lines at the imported prices - discount + shipping + tax, each part by the shop's rules, in one currency; the
/// lines are those that were ordered, and a discount code is used as often as it may be.
/// </summary>
internal static class TotalsAreTheCatalogues
{
    /// <summary>Each line's share is rounded by itself.</summary>
    private const decimal Rounding = 0.01m;

    public static IEnumerable<string> Violations(EndState state, Expectations expected)
    {
        var prices = expected.Skus.ToDictionary(sku => sku.Sku, sku => (sku.Price, sku.Currency), StringComparer.Ordinal);
        var lines = state.Orders.Lines.ToLookup(line => line.OrderId);
        return
        [
            .. state.Orders.Lines.Where(line => prices.GetValueOrDefault(line.Sku) != (line.UnitPrice, line.Currency))
                .Select(
                    line => $"order {line.OrderId} sells {line.Sku} for {line.UnitPrice} {line.Currency}, not for "
                        + $"{prices.GetValueOrDefault(line.Sku)}"),
            .. state.Orders.Orders.SelectMany(order => Of(order, [.. lines[order.Id]], expected.Prices)),
            .. OtherLines(expected, lines),
            .. Codes(state.Orders, expected.Prices.Codes),
        ];
    }

    private static IEnumerable<string> Of(OrderRow order, IReadOnlyCollection<OrderLineRow> lines, PriceRules rules)
    {
        var goods = lines.Sum(line => line.UnitPrice * line.Quantity);
        var percent = rules.Codes.SingleOrDefault(code => code.Code == order.Code)?.Percent ?? 0;
        var shipping = rules.Shipping.TryGetValue(order.Currency, out var rate) && goods - order.Discount < rate.FreeFrom ? rate.Price : 0;
        var tax = (goods - order.Discount + order.Shipping) * rules.TaxRate;
        foreach (var violation in Parts(order, lines))
            yield return violation;
        if (Math.Abs(order.Discount - (goods * percent / 100)) > Rounding * lines.Count)
            yield return $"{order} has goods of {goods} and a discount of {percent} %";
        if (order.Shipping != shipping)
            yield return $"{order} ships for {shipping}";
        if (Math.Abs(order.Tax - tax) > Rounding * (lines.Count + 1))
            yield return $"{order} is taxed with {tax}";
    }

    /// <summary>An order costs what its parts cost, in one currency.</summary>
    public static IEnumerable<string> Parts(OrderRow order, IReadOnlyCollection<OrderLineRow> lines)
    {
        var goods = lines.Sum(line => line.UnitPrice * line.Quantity);
        if (lines.Any(line => line.Currency != order.Currency))
            yield return $"order {order.Id} mixes currencies";
        if (order.Total != goods - order.Discount + order.Shipping + order.Tax)
            yield return $"{order} does not cost what its parts cost, {goods} for goods among them";
    }

    private static IEnumerable<string> OtherLines(Expectations expected, ILookup<Guid, OrderLineRow> lines)
        => from call in expected.Calls
           where call is { Kind: "checkout", Items: not null, Accepted: not null } && lines.Contains(call.OrderId ?? Guid.Empty)
           let bought = lines[call.OrderId!.Value].Select(line => (line.Sku, line.Quantity)).ToHashSet()
           where !bought.SetEquals(call.Items!.Select(item => (item.Key, item.Value)))
           select $"order {call.OrderId} has other lines than its shopper asked for";

    private static IEnumerable<string> Codes(OrderBooks books, IReadOnlyList<DiscountCode> codes)
    {
        var uses = books.CodeUses.ToLookup(use => use.Code, use => use.OrderId);
        foreach (var code in codes)
        {
            var counted = books.Codes.SingleOrDefault(row => row.Code == code.Code)?.Used;
            if (counted != uses[code.Code].Count() || counted > code.Limit)
                yield return $"{code} was used {counted} times, by {uses[code.Code].Count()} orders";
            foreach (var order in books.Orders.Where(
                order => order.Code == code.Code && order.IsPaid && !uses[code.Code].Contains(order.Id)))
                yield return $"order {order.Id} has a discount by {code.Code}, which does not know of it";
        }
    }
}
