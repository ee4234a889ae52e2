using System.Text.Json.Nodes;

namespace Ecommerce.EndToEnd.Tests;

[Collection(nameof(Shop))]
public sealed class ImportTests(Shop shop)
{
    private const int StockEach = 20;

    [CatalogueFact]
    public async Task Imported_catalogue_can_be_bought_from()
    {
        var products = JsonNode.Parse(await File.ReadAllTextAsync(CatalogueFactAttribute.File))!.AsArray();
        var inventory = await shop.InventoryManagerAsync();

        var report = await inventory.ImportAsync(string.Join('\n', products.Select(product => LineOf(product!).ToJsonString())));

        Assert.Equal(products.Count, (int)report["imported"]! + (int)report["updated"]!);
        Assert.Equal(0, (int)report["failed"]!);

        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        var (first, last) = (products[0]!, products[^1]!);
        await shopper.AddToCartAsync(SkuOf(first), 1);
        await shopper.AddToCartAsync(SkuOf(last), 2);
        var order = await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed", "Cancelled");

        Assert.Equal("Confirmed", (string)order["status"]!);
        Assert.Equal((decimal)first["Price"]! + (2 * (decimal)last["Price"]!), (decimal)order["subtotal"]!["amount"]!);
    }

    [Fact]
    public async Task Import_with_an_invalid_line_reports_it_and_sells_the_others()
    {
        var inventory = await shop.InventoryManagerAsync();
        var sku = $"E2E-{Guid.CreateVersion7():N}".ToUpperInvariant();
        var lines = string.Join(
            '\n', "{ not json", Stock.Product(sku, 3m, 1).ToJsonString(), Stock.Product(sku + "-B", -3m, 1).ToJsonString());

        var report = await inventory.ImportAsync(lines);

        Assert.Equal(1, (int)report["imported"]!);
        Assert.Equal([1, 3], report["errors"]!.AsArray().Select(error => (int)error!["line"]!));
    }

    private static JsonObject LineOf(JsonNode product)
    {
        var line = Stock.Product(SkuOf(product), (decimal)product["Price"]!, StockEach);
        line["name"] = (string)product["Name"]!;
        line["description"] = (string)product["Description"]!;
        line["brand"] = (string)product["Brand"]!;
        line["category"] = (string)product["Type"]!;
        return line;
    }

    private static string SkuOf(JsonNode product) => $"OUTDOOR-{product["Id"]}";
}
