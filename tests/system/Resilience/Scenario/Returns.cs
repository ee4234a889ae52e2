using System.Text.Json.Nodes;
using Ecommerce.Load;
using Ecommerce.Resilience.Clients;

namespace Ecommerce.Resilience.Scenario;

/// <summary>Shoppers who send a piece back; the shop agrees, and takes the parcel in.</summary>
internal static class Returns
{
    public static async Task SendBackAsync(Market market, Turn turn, Random random)
    {
        if (market.AnyDelivery(random) is not { Accepted: { } delivered, Order: { } order }) return;
        var sku = (string)JsonNode.Parse(delivered.Body)!["lines"]![0]!["sku"]!;
        var piece = new JsonObject { ["sku"] = sku, ["quantity"] = 1 };
        var path = $"/orders/{order}/returns";
        var asked = await market.SendAsync(
            new("return", market.Admin, path, new() { ["lines"] = new JsonArray(piece), ["reason"] = "a test sends it back" }, order),
            turn);
        if (asked is not { IsOk: true }) return;

        path += $"/{JsonNode.Parse(asked.Body)!["id"]}";
        if (await market.SendAsync(new("approve", market.Admin, $"{path}/approve", [], order), turn) is { IsOk: true })
            await market.SendAsync(new("receive", market.Admin, $"{path}/receive", new() { ["all"] = true }, order), turn);
    }
}
