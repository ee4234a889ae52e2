using Ecommerce.Checker.Reading;
using static Ecommerce.Checker.Invariants.Comparison;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// Analytics has every order, every cent that was taken and every cent that went back, each once and no other; search shows every published
/// product at its price and with its stock. So all sums are equal too, in every currency.
/// </summary>
internal static class CopiesEqualTheirSources
{
    public static IEnumerable<string> Violations(EndState state)
        => Violations(state.Orders, state.Payments, state.Carts, state.Analytics, state.Shelf);

    private static IEnumerable<string> Violations(
        OrderBooks orders, PaymentBooks payments, CartBooks carts, AnalyticsBooks analytics, ShelfBooks shelf) =>
    [
        .. Differences("analytics", Told(orders), analytics.Orders),
        .. Differences("analytics: captured", payments.Payments.Where(payment => payment.IsCaptured).Select(Money), analytics.Captures),
        .. Differences("analytics: refunded", Refunded(payments), analytics.Refunds),
        .. Differences(
            "analytics: failed payment of order", payments.Payments.Where(payment => payment.Status is "Failed")
                .Select(payment => payment.OrderId), analytics.Failures),
        .. Differences("analytics: abandoned cart", carts.Said, analytics.AbandonedCarts),
        .. Differences("search", shelf.Catalogue, shelf.Index),
        .. Differences("search: sold", orders.Sold, shelf.Sold),
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
}
