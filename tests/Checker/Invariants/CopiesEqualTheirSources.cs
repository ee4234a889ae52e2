using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// Analytics has every order, every cent that was taken and every cent that went back, each once and no other; search shows every published
/// product at its price and with its stock. So all sums are equal too, in every currency.
/// </summary>
internal static class CopiesEqualTheirSources
{
    public static IEnumerable<string> Violations(EndState state, Expectations expected)
        => Violations(state.Orders, state.Payments, state.Analytics, state.Shelf);

    public static IEnumerable<string> Violations(OrderBooks orders, PaymentBooks payments, AnalyticsBooks analytics, ShelfBooks shelf) =>
    [
        .. Differences("analytics", Told(orders), analytics.Orders),
        .. Differences("analytics: captured", payments.Payments.Where(payment => payment.IsCaptured).Select(Money), analytics.Captures),
        .. Differences("analytics: refunded", Refunded(payments), analytics.Refunds),
        .. Differences(
            "analytics: failed payment of order", payments.Payments.Where(payment => payment.Status is "Failed").Select(payment => payment.OrderId), analytics.Failures),
        .. Differences("search", shelf.Catalogue, shelf.Index),
    ];

    private static IEnumerable<OrderFactRow> Told(OrderBooks orders)
    {
        var (confirmed, cancelled) = (Been("Confirmed"), Been("Cancelled"));
        return orders.Orders.Select(order => new OrderFactRow(
            order.Id, order.Total, order.Currency, IsPlaced: true, confirmed.Contains(order.Id), cancelled.Contains(order.Id)));

        HashSet<Guid> Been(string status) => [.. orders.History.Where(step => step.Status == status).Select(step => step.OrderId)];
    }

    private static IEnumerable<MoneyRow> Refunded(PaymentBooks payments)
    {
        var currencies = payments.Payments.ToDictionary(payment => payment.OrderId, payment => payment.Currency);
        return payments.Refunds.Where(refund => refund.IsCompleted)
            .Select(refund => new MoneyRow(refund.Id, refund.Amount, currencies.GetValueOrDefault(refund.OrderId, "")));
    }

    private static MoneyRow Money(PaymentRow payment) => new(payment.OrderId, payment.Amount, payment.Currency);

    private static IEnumerable<string> Differences<T>(string copy, IEnumerable<T> source, IReadOnlyCollection<T> found)
        where T : notnull
    {
        var (there, known) = (source.ToHashSet(), found.ToHashSet());
        return
        [
            .. there.Except(known).Select(row => $"{copy}: {row} is missing"),
            .. known.Except(there).Select(row => $"{copy}: {row} is not what the source says"),
            .. found.Count > known.Count ? [$"{copy}: {found.Count - known.Count} rows are there twice"] : Array.Empty<string>(),
        ];
    }
}
