using System.Text.Json.Nodes;
using Ecommerce.Load;
using Ecommerce.Resilience.Clients;

namespace Ecommerce.Resilience.Scenario;

/// <summary>What is done to an order once it was accepted, whatever its saga is just at.</summary>
internal static class AfterSales
{
    public static Task CancelAsync(Market market, Turn turn, Random random)
        => OnAnOrderAsync(market, turn, random, order => new("cancel", order.Caller, $"/orders/{order.Order}/cancel", [], order.Order));

    public static Task ShipAsync(Market market, Turn turn, Random random) => OnAnOrderAsync(market, turn, random, order =>
        new(
            "ship", market.Admin, $"/orders/{order.Order}/ship", new() { ["carrier"] = "Post", ["trackingNumber"] = "TRACK-1" },
            order.Order));

    public static Task DeliverAsync(Market market, Turn turn, Random random) => market.AnyShipment(random) is { } shipment
        ? market.SendAsync(new("deliver", market.Admin, $"/orders/{shipment.Order}/deliver", [], shipment.Order), turn)
        : Task.CompletedTask;

    /// <summary>All that is left, or some.</summary>
    public static Task RefundAsync(Market market, Turn turn, Random random)
    {
        var body = new JsonObject { ["reason"] = "a test gives it back" };
        if (random.Next(2) == 0) body["amount"] = random.Next(50, 1000) / 100m;
        else body["all"] = true;
        return OnAnOrderAsync(
            market, turn, random, order => new("refund", market.Admin, $"/orders/{order.Order}/refund", body, order.Order));
    }

    public static Task RestockAsync(Market market, Turn turn, Random random)
    {
        var (sku, pieces) = (market.AnyGoods(random).Sku, random.Next(1, 5));
        var intent = new Intent(
            "restock", market.Admin, $"/products/variants/{sku}/stock", new() { ["change"] = pieces, ["reason"] = "a delivery came" })
        {
            Items = new Dictionary<string, int> { [sku] = pieces },
        };
        return market.SendAsync(intent, turn);
    }

    private static Task OnAnOrderAsync(Market market, Turn turn, Random random, Func<Intent, Intent> act)
        => market.AnyOrder(random) is { } order ? market.SendAsync(act(order), turn) : Task.CompletedTask;
}
