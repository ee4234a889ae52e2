using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// Per order: at most one capture, and refunds never exceed it; by the provider's books, by the ledger and by the payments.
/// </summary>
internal static class MoneyIsTakenOnce
{
    public static IEnumerable<string> Violations(EndState state, Expectations _)
        => [.. ByTheProvider(state.Payments), .. ByTheLedger(state.Payments), .. ByThePayments(state.Payments),
            .. Differences(state.Payments)];

    private static IEnumerable<string> ByTheProvider(PaymentBooks books)
        => books.Provider.GroupBy(call => call.OrderId).SelectMany(order => Of(
            $"order {order.Key}, by the provider,",
            [.. order.Where(call => call.Kind == "capture").Select(call => call.Amount)],
            order.Where(call => call.Kind == "refund").Sum(call => call.Amount)));

    private static IEnumerable<string> ByTheLedger(PaymentBooks books)
    {
        foreach (var transaction in books.Ledger.GroupBy(entry => (entry.TransactionId, entry.Currency)))
        {
            if (transaction.Sum(entry => entry.Amount) is not 0 and var rest)
                yield return $"ledger transaction {transaction.Key.TransactionId} does not balance: {rest} are left over";
        }

        foreach (var violation in books.Balance.SelectMany(order => Of(
            $"order {order.Key}, by the ledger,",
            [.. order.Where(entry => entry.Amount > 0).Select(entry => entry.Amount)],
            -order.Where(entry => entry.Amount < 0).Sum(entry => entry.Amount))))
            yield return violation;
    }

    private static IEnumerable<string> ByThePayments(PaymentBooks books)
    {
        var refunds = books.Refunds.ToLookup(refund => refund.OrderId);
        return books.Payments.GroupBy(payment => payment.OrderId).SelectMany(order => Of(
            $"order {order.Key}, by its payment,",
            [.. order.Where(payment => payment.IsCaptured).Select(payment => payment.Amount)],
            refunds[order.Key].Sum(refund => refund.Amount)));
    }

    /// <summary>Money that one side has and the other does not know of.</summary>
    private static IEnumerable<string> Differences(PaymentBooks books)
    {
        var provider = books.Provider.ToLookup(call => call.OrderId, call => call.Kind == "capture" ? call.Amount : -call.Amount);
        return provider.Select(order => order.Key).Union(books.Balance.Select(order => order.Key))
            .Select(order => (Order: order, Provider: provider[order].Sum(), Ledger: books.Balance[order].Sum(entry => entry.Amount)))
            .Where(money => money.Provider != money.Ledger)
            .Select(money => $"order {money.Order}: the provider has {money.Provider}, the ledger {money.Ledger}");
    }

    private static IEnumerable<string> Of(string order, IReadOnlyList<decimal> captures, decimal refunded)
    {
        if (captures.Count > 1)
            yield return $"{order} was captured {captures.Count} times";
        if (refunded > captures.Sum())
            yield return $"{order} got {refunded} back of {captures.Sum()}";
    }
}
