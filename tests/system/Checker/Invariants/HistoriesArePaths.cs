namespace Ecommerce.Checker.Invariants;

/// <summary>Every status history is a path of the allowed graph that ends where the order is.</summary>
internal static class HistoriesArePaths
{
    private static readonly HashSet<(string From, string To)> Graph =
    [
        ("Placed", "StockReserved"), ("StockReserved", "Paid"), ("Paid", "Confirmed"), ("Confirmed", "Shipped"), ("Shipped", "Delivered"),
        ("Placed", "Cancelled"), ("StockReserved", "Cancelled"), ("Paid", "Cancelled"), ("Confirmed", "Cancelled"),
        ("Confirmed", "Refunded"), ("Shipped", "Refunded"), ("Delivered", "Refunded"),
    ];

    public static IEnumerable<string> Violations(EndState state, Expectations _)
    {
        var histories = state.Orders.History.ToLookup(step => step.OrderId, step => step.Status);
        foreach (var order in state.Orders.Orders)
        {
            string[] path = [.. histories[order.Id]];
            if (path.Length == 0 || path[0] != "Placed" || path[^1] != order.Status || !path.Zip(path.Skip(1)).All(Graph.Contains))
                yield return $"order {order.Id} is {order.Status} by way of {string.Join(" -> ", path)}";
        }
    }
}
