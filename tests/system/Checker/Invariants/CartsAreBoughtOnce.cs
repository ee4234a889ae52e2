namespace Ecommerce.Checker.Invariants;

/// <summary>
/// A piece in a cart is bought by one order, however late the cart hears of it; what an order took that failed may be bought again.
/// </summary>
internal static class CartsAreBoughtOnce
{
    public static IEnumerable<string> Violations(EndState state, Expectations expected)
    {
        var put = expected.PutInCarts.ToLookup(put => (put.UserId, put.Sku), put => put.Pieces);
        var buyers = state.Orders.Orders.Where(order => order.KeepsOfCart).ToDictionary(order => order.Id, order => order.UserId);
        return state.Orders.Lines.Where(line => buyers.ContainsKey(line.OrderId))
            .GroupBy(line => (UserId: buyers[line.OrderId], line.Sku), line => line.Quantity)
            .Select(bought => (bought.Key, Bought: bought.Sum(), Put: put[bought.Key].Sum()))
            .Where(cart => cart.Bought > cart.Put)
            .Select(cart => $"{cart.Key.UserId} put {cart.Put} pieces of {cart.Key.Sku} into the cart, and has bought {cart.Bought} of it");
    }
}
