using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.EndToEnd.Tests.Browsing;

/// <summary>The owner's way through the back office, from a file of products to a return, on real services.</summary>
[Collection(nameof(Shop))]
public sealed partial class OwnerTests(Shop shop, Chromium chromium) : IClassFixture<Chromium>
{
    private const int Desk = 1280;
    private const int Stocked = 5;
    private const int Bought = 2;

    /// <summary>A dot, as a PNG.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [BrowserFact]
    public async Task Owner_imports_sells_ships_refunds_and_takes_back_and_each_role_sees_its_own_part()
    {
        var sku = $"OWNER-{Guid.CreateVersion7():N}".ToUpperInvariant();
        await using var window = await chromium.NewWindowAsync(shop.BackOffice, Desk);
        var owner = await OfficeWindow.SignInAsync(window, "admin@ecommerce.example", "/products/import");

        await ImportWithBadLinesAsync(owner, sku);
        await EditWithConflictAsync(owner, window, sku);
        await PublishWithPictureAsync(owner, sku);
        await RaiseThePriceOfASaleAsync(owner, sku);
        var (buyer, order) = await OrderComesInLiveAsync(owner, sku);
        await ShipAsync(owner);
        await RefundInPartAsync(owner);
        await TakeBackAsync(owner, buyer, order, sku);
        await InventorySeesProductsAloneAsync(order);
        await ServiceSeesOrdersAndChangesNoneAsync(order);
    }

    private static async Task ImportWithBadLinesAsync(OfficeWindow owner, string sku)
    {
        var draft = Stock.Product(sku, 20, Stocked);
        draft["published"] = false;
        draft["sale"] = new JsonObject { ["price"] = new JsonObject { ["amount"] = 12, ["currency"] = "USD" } };
        string[] lines = [draft.ToJsonString(), "{ not json", Stock.Product($"{sku}-B", -3, 1).ToJsonString()];
        await owner.ChooseFileAsync("File", new FilePayload
        {
            Name = "products.ndjson", MimeType = "application/x-ndjson", Buffer = Encoding.UTF8.GetBytes(string.Join('\n', lines)),
        });
        await owner.PressAsync("Import");

        await owner.SeesAsync("3 lines: 1 new, 0 updated, 2 refused.");
        var refused = owner.Page.GetByRole(AriaRole.Region, new() { Name = "Refused lines" }).GetByRole(AriaRole.Row);
        await Expect(refused).ToHaveCountAsync(3);
        var file = await owner.Page.RunAndWaitForDownloadAsync(
            () => owner.Page.GetByRole(AriaRole.Link, new() { Name = "Download the refused lines" }).ClickAsync());
        Assert.Equal("bad-lines.csv", file.SuggestedFilename);
    }

    /// <summary>Somebody else, in another window, is faster.</summary>
    private static async Task EditWithConflictAsync(OfficeWindow owner, IBrowserContext window, string sku)
    {
        await FindAsync(owner, sku);
        var other = new OfficeWindow(await window.NewPageAsync());
        await other.OpenAsync(new Uri(owner.Page.Url).AbsolutePath);
        await other.Page.GetByLabel("Brand").FillAsync("Faster");
        await other.PressAsync("Save");
        await other.SeesAsync("Saved.");

        await owner.Page.GetByLabel("Description", new() { Exact = true }).FillAsync("Sleeps two.");
        await owner.Page.GetByLabel("Brand").FillAsync("Nomad");
        await owner.PressAsync("Save");
        await Expect(owner.Dialog.GetByText("Faster")).ToBeVisibleAsync();
        await owner.ConfirmAsync("Save mine");

        await owner.SeesAsync("Saved.");
        await Expect(owner.Page.GetByLabel("Brand")).ToHaveValueAsync("Nomad");
        await other.Page.CloseAsync();
    }

    private static async Task PublishWithPictureAsync(OfficeWindow owner, string sku)
    {
        await owner.ChooseFileAsync("Add a picture", new FilePayload { Name = "dot.png", MimeType = "image/png", Buffer = Dot });
        await owner.Page.GetByLabel("What picture 1 shows").FillAsync("A dot");
        await owner.Page.GetByLabel("Published").CheckAsync();
        await owner.PressAsync("Save");

        // What is stored, read again.
        await Expect(owner.Page.GetByRole(AriaRole.Img, new() { Name = "A dot" })).ToBeVisibleAsync();
        await owner.Page.ReloadAsync();
        await owner.SeesHeadingAsync($"Test product {sku}");
        await Expect(owner.Page.GetByLabel("Published")).ToBeCheckedAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Img, new() { Name = "A dot" })).ToBeVisibleAsync();
    }

    /// <summary>The sale is in the file; it keeps its price.</summary>
    private async Task RaiseThePriceOfASaleAsync(OfficeWindow owner, string sku)
    {
        await owner.OpenAsync($"/products?name={sku}");
        var price = owner.Page.GetByLabel($"Price of {sku}");
        await price.FillAsync("25");
        await price.PressAsync("Enter");
        var anyone = Shopper.Anonymous(shop.Gateway);
        await Eventually.Async(
            async () => (await anyone.GetAsync($"/search?q={sku}"))["items"]!.AsArray()
                .Any(item => ((decimal)item!["price"]!["amount"]!, (decimal)item["regularPrice"]!["amount"]!) == (12, 25)),
            $"shoppers find {sku} for 12 in place of 25", TimeSpan.FromSeconds(60));
    }

    private async Task<(Shopper Buyer, JsonNode Order)> OrderComesInLiveAsync(OfficeWindow owner, string sku)
    {
        await owner.OpenAsync($"/orders?sku={sku}");
        await owner.SeesAsync("No order matches.");
        var buyer = await Shopper.RegisterAsync(shop.Gateway);
        await buyer.AddToCartAsync(sku, Bought);
        var order = await buyer.OrderAtAsync(await buyer.CheckOutAsync(), "Confirmed");

        await owner.PressAsync("1 new order, show");
        await owner.Page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(owner.Page).ToHaveURLAsync(new Uri(shop.BackOffice, $"/orders/{order["id"]}").ToString());
        await owner.SeesStatusAsync("Confirmed");
        return (buyer, order);
    }

    private static async Task ShipAsync(OfficeWindow owner)
    {
        await owner.PressAsync("Ship");
        await owner.Dialog.GetByLabel("Carrier").FillAsync("DHL");
        await owner.Dialog.GetByLabel("Tracking number").FillAsync("00340434161094042557");
        await owner.ConfirmAsync("Ship 1");
        await owner.SeesStatusAsync("Shipped");
        await owner.PressAsync("Delivered");
        await owner.ConfirmAsync("Delivered");
        await owner.SeesStatusAsync("Delivered");
    }

    private static async Task RefundInPartAsync(OfficeWindow owner)
    {
        await owner.PressAsync("Refund");
        await owner.Dialog.GetByLabel("An amount").CheckAsync();
        await owner.Dialog.GetByLabel("Amount in USD").FillAsync("3");
        await owner.Dialog.GetByLabel("Reason").FillAsync("A scratch.");
        await owner.PressAsync("Refund 3.00 USD", owner.Dialog);
        await owner.ConfirmAsync("Send 3.00 USD back");
        await owner.SeesAsync("3.00 USD refunded: A scratch.");
    }

    private async Task TakeBackAsync(OfficeWindow owner, Shopper buyer, JsonNode order, string sku)
    {
        var inventory = await shop.InventoryManagerAsync();
        var before = await Stock.OfAsync(sku, inventory);
        await buyer.PostAsync($"/orders/{order["id"]}/returns", new JsonObject
        {
            ["lines"] = new JsonArray(new JsonObject { ["sku"] = sku, ["quantity"] = 1 }), ["reason"] = "It leaks.",
        }, key: $"{Guid.CreateVersion7()}");

        // The open page shows it.
        await owner.PressAsync("Approve");
        await owner.ConfirmAsync("Approve");
        await owner.PressAsync("Receive");
        await owner.Dialog.GetByLabel($"{sku} received").FillAsync("1");
        await owner.Dialog.GetByLabel($"{sku} restocked").FillAsync("1");
        await owner.ConfirmAsync("Receive and refund");

        await owner.SeesAsync($"1 of {sku}, 1 received, 1 restocked");
        var after = await Eventually.Async(
            () => Stock.OfAsync(sku, inventory), stock => stock.Available == before.Available + 1, "what came back is sold again",
            TimeSpan.FromSeconds(60));
        Assert.Equal((Stocked - Bought + 1, Stocked), (after.Available, after.Total));
    }

    private async Task InventorySeesProductsAloneAsync(JsonNode order)
    {
        await using var window = await chromium.NewWindowAsync(shop.BackOffice, Desk);
        var inventory = await OfficeWindow.SignInAsync(window, "inventory@ecommerce.example", "/products");
        await Expect(inventory.Page.GetByRole(AriaRole.Link, new() { Name = "Import" })).ToBeVisibleAsync();
        await HasNoAsync(inventory, "Orders", "Returns", "Customers", "Staff", "Discount codes", "Abandoned carts", "Numbers", "Webhooks");
        await IsForbiddenAsync(inventory, $"/orders/{order["id"]}", "/customers", "/settings/staff", "/numbers");
    }

    private async Task ServiceSeesOrdersAndChangesNoneAsync(JsonNode order)
    {
        await using var window = await chromium.NewWindowAsync(shop.BackOffice, Desk);
        var service = await OfficeWindow.SignInAsync(window, "service@ecommerce.example", $"/orders/{order["id"]}");
        await Expect(service.Menu("Customers")).ToBeVisibleAsync();
        foreach (var button in (string[])["Refund", "Ship", "Delivered", "Cancel order"])
            await Expect(service.Button(button)).ToHaveCountAsync(0);
        await HasNoAsync(service, "Discount codes", "Numbers", "Webhooks");
        await IsForbiddenAsync(service, "/products/import", "/numbers", "/discounts");
    }

    private static async Task HasNoAsync(OfficeWindow staff, params string[] sections)
    {
        foreach (var section in sections)
            await Expect(staff.Menu(section)).ToHaveCountAsync(0);
    }

    private static async Task IsForbiddenAsync(OfficeWindow staff, params string[] paths)
    {
        foreach (var path in paths)
        {
            await staff.Page.GotoAsync(path);
            await Expect(staff.Page).ToHaveURLAsync(Forbidden());
        }
    }

    [GeneratedRegex("/forbidden")]
    private static partial Regex Forbidden();

    private static async Task FindAsync(OfficeWindow owner, string sku)
    {
        await owner.OpenAsync($"/products?name={sku}");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = $"Test product {sku}" }).ClickAsync();
        await owner.SeesHeadingAsync($"Test product {sku}");
    }
}
