using Ecommerce.Checker.Reading;

namespace Ecommerce.Checker.Invariants;

/// <summary>
/// At rest: paid orders = captured payments; cancelled orders have net capture 0 and hold no stock; no order is stuck.
/// </summary>
internal static class OrdersAreAtRest
{
    public static IEnumerable<string> Violations(EndState state, Expectations _)
    {
        var payments = state.Payments.Payments.ToLookup(payment => payment.OrderId);
        var reservations = state.Stock.Reservations.ToDictionary(reservation => reservation.OrderId, reservation => reservation.State);
        var balance = state.Payments.Balance;
        return
        [
            .. state.Orders.Orders.SelectMany(order =>
                Of(
                    order, payments[order.Id].FirstOrDefault(), balance[order.Id]
                        .Sum(entry => entry.Amount), reservations.GetValueOrDefault(order.Id, "none"))),
            .. Calls(state.Payments),
            .. Strangers(state, balance),
        ];
    }

    private static IEnumerable<string> Of(OrderRow order, PaymentRow? payment, decimal net, string reservation)
    {
        if (order.Waits || !(order.IsPaid || order.IsCancelled))
            yield return $"order {order.Id} is stuck: {order.Status}{(order.Waits ? ", still waiting" : "")}";
        if (order.IsPaid && order.Total > 0
            && !(payment is { IsCaptured: true } && payment.Amount == order.Total && payment.Currency == order.Currency))
            yield return $"order {order.Id} of {order.Total} {order.Currency} is {order.Status}, its payment is {payment}";
        if (order.IsPaid && net != order.Total - order.Refunded)
            yield return $"order {order.Id} of {order.Total}, refunded {order.Refunded}, has {net} in the ledger";
        if (order.IsPaid && (order.Status == "Refunded") != (order.Refunded == order.Total && order.Total > 0))
            yield return $"order {order.Id} of {order.Total}, refunded {order.Refunded}, is {order.Status}";
        if (order.Status == "Confirmed" && reservation != "Sold")
            yield return $"order {order.Id} is Confirmed, its reservation is {reservation}";
        if (order.IsCancelled && net != 0)
            yield return $"order {order.Id} is cancelled, but the shop has {net} of it";
        if (order.IsCancelled && reservation is "Held" or "Sold")
            yield return $"order {order.Id} is {order.Status}, but its reservation is {reservation}";
    }

    private static IEnumerable<string> Calls(PaymentBooks books) =>
    [
        .. books.Payments.Where(payment => payment.IsCalling)
            .Select(payment => $"the payment of order {payment.OrderId} is stuck: the provider owes an answer"),
        .. books.Refunds.Where(refund => !refund.IsCompleted).Select(refund => $"refund {refund.Id} of order {refund.OrderId} is stuck"),
    ];

    private static IEnumerable<string> Strangers(EndState state, ILookup<Guid, LedgerRow> balance)
    {
        var known = state.Orders.Orders.Select(order => order.Id).ToHashSet();
        return balance.Where(order => !known.Contains(order.Key) && order.Sum(entry => entry.Amount) != 0)
            .Select(order => $"{order.Sum(entry => entry.Amount)} were captured for order {order.Key}, which does not exist");
    }
}
