using System.Text.Json.Nodes;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What the catalogue says of a SKU's pieces.</summary>
internal sealed record Stock(int Available, int Reserved, int Sold)
{
    public int Total => Available + Reserved + Sold;

    public static async Task<Stock> OfAsync(string sku, Shopper inventoryManager)
    {
        var stock = await inventoryManager.GetAsync($"/products/variants/{Uri.EscapeDataString(sku)}/stock");
        return new Stock((int)stock["available"]!, (int)stock["reserved"]!, (int)stock["sold"]!);
    }

    /// <summary>A line of an import with its own SKU, so that no other test buys it.</summary>
    public static JsonObject Product(string sku, decimal price, int stock) => new()
    {
        ["sku"] = sku, ["name"] = "Test product " + sku, ["description"] = "Made by a test.", ["brand"] = "Testers", ["category"] = "Tests",
        ["price"] = new JsonObject { ["amount"] = price, ["currency"] = "USD" }, ["stock"] = stock, ["tags"] = new JsonArray(),
    };
}
