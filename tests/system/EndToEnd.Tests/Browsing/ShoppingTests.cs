using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.EndToEnd.Tests.Browsing;

/// <summary>Whole ways through the shop in a browser, on real services.</summary>
[Collection(nameof(Shop))]
public sealed partial class ShoppingTests(Shop shop, Chromium chromium) : IClassFixture<Chromium>
{
    private const int Phone = 360;
    private const int Desk = 1280;

    [BrowserTheory]
    [InlineData(Phone, true)]
    [InlineData(Desk, false)]
    public async Task Guest_buys_and_opens_the_order_from_the_mail(int width, bool hasScript)
    {
        var (sku, email) = (await ImportAsync(stock: 5), $"guest-{Guid.CreateVersion7():N}@example.com");
        await using var window = await chromium.NewWindowAsync(shop.Storefront, width, hasScript: hasScript);
        var guest = await BrowserShopper.ComeInAsync(window);
        await guest.AddToCartAsync(sku);
        await guest.CheckOutAsync();
        await guest.FillAsync("Email", email);
        await guest.FillAsync("Name", "A Guest");
        await guest.PressAsync("Continue as a guest");
        await guest.FillAddressAsync("A Guest");
        await guest.BuyAsync(TestCards.Accepted, hasScript);

        await guest.SeesAsync("Thank you for your order");
        await guest.SeesAsync("Confirmed", hasScript);
        var mail = await new Inbox(shop.Inbox).MailAsync(email, "is confirmed");
        await using var elsewhere = await chromium.NewWindowAsync(shop.Storefront, width, hasScript: hasScript);
        var reader = await BrowserShopper.ComeInAsync(elsewhere);
        await reader.Page.GotoAsync(OrderLink().Match((string)mail["text"]!).Value);
        await reader.SeesAsync($"Test product {sku}");
    }

    [BrowserTheory]
    [InlineData(Desk, true)]
    [InlineData(Phone, false)]
    public async Task New_shopper_registers_in_the_middle_of_the_checkout_and_buys_what_was_in_the_cart(int width, bool hasScript)
    {
        var sku = await ImportAsync(stock: 5);
        await using var window = await chromium.NewWindowAsync(shop.Storefront, width, hasScript: hasScript);
        var shopper = await BrowserShopper.ComeInAsync(window);
        await shopper.AddToCartAsync(sku);
        await shopper.CheckOutAsync();
        await shopper.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Register" }).ClickAsync();
        await shopper.FillAsync("Email", $"new-{Guid.CreateVersion7():N}@example.com");
        await shopper.FillAsync("Name", "A New Shopper");
        await shopper.FillAsync("Password", "correct horse battery staple");
        await shopper.PressAsync("Register");
        await shopper.FillAddressAsync("A New Shopper");
        await shopper.BuyAsync(TestCards.Accepted, hasScript);

        await shopper.SeesAsync("Thank you for your order");
        await shopper.SeesAsync("Confirmed", hasScript);
        await shopper.Page.GotoAsync("/orders");
        await shopper.SeesAsync($"Test product {sku}");
    }

    [BrowserFact]
    public async Task Returning_shopper_buys_by_keyboard_alone_with_another_card_after_a_decline()
    {
        var sku = await ImportAsync(stock: 5);
        var email = await RegisterWithAddressAsync();
        await using var window = await chromium.NewWindowAsync(shop.Storefront, Desk);
        var shopper = await BrowserShopper.ComeInAsync(window);
        var keyboard = shopper.Page.Keyboard;
        await shopper.Page.GotoAsync("/login");
        await shopper.TypeAsync("Email", email);
        await shopper.TypeAsync("Password", Shopper.Password);
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(shopper.Page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToBeVisibleAsync();

        await shopper.Page.WaitForLoadStateAsync();
        await shopper.TypeAsync("Search the shop", sku);
        await keyboard.PressAsync("Enter");
        await shopper.Page.WaitForURLAsync("**/search**");
        await shopper.TabToAsync($"Test product {sku}");
        await keyboard.PressAsync("Enter");
        await shopper.Page.WaitForURLAsync("**/products/**");
        await shopper.TabToAsync("Add to cart");
        await keyboard.PressAsync("Enter");
        await shopper.Page.WaitForURLAsync("**/cart**");
        await shopper.TabToAsync("Check out");
        await keyboard.PressAsync("Enter");
        await Assertions.Expect(shopper.Page.GetByLabel("Street")).ToHaveValueAsync("1 Main Street");
        await PayByKeyboardAsync(shopper, TestCards.Declined);

        await shopper.SeesAsync("the payment was declined");
        await shopper.TabToAsync("Pay with another card");
        await keyboard.PressAsync("Enter");
        await shopper.Page.WaitForURLAsync("**/checkout**");
        await PayByKeyboardAsync(shopper, TestCards.Accepted);

        await shopper.SeesAsync("Confirmed");
        await shopper.Page.GoBackAsync();
        await shopper.Page.GotoAsync("/cart");
        await shopper.SeesAsync("It is empty.");
    }

    [BrowserFact]
    public async Task Price_that_rose_meanwhile_is_told_before_anything_is_bought()
    {
        var sku = await ImportAsync(stock: 5);
        await using var window = await chromium.NewWindowAsync(shop.Storefront, Desk);
        var shopper = await SignInAsync(window, sku);
        await shopper.CheckOutAsync();
        await Assertions.Expect(shopper.Page.Locator("[name=expectedTotal]").First).ToBeAttachedAsync();
        await ImportAsync(stock: 5, sku, price: 30);

        await shopper.BuyAsync(TestCards.Accepted, hasScript: true);

        await shopper.SeesAsync("The total has changed");
        await shopper.BuyAsync(TestCards.Accepted, hasScript: true);
        await shopper.SeesAsync("Confirmed");
        await shopper.SeesAsync("$30.00");
    }

    [BrowserFact]
    public async Task Cart_that_grew_in_another_tab_is_told_before_it_is_bought()
    {
        var sku = await ImportAsync(stock: 5);
        await using var window = await chromium.NewWindowAsync(shop.Storefront, Desk);
        var shopper = await SignInAsync(window, sku);
        await shopper.CheckOutAsync();
        await Assertions.Expect(shopper.Page.Locator("[name=expectedTotal]").First).ToBeAttachedAsync();
        var otherTab = await BrowserShopper.ComeInAsync(window);
        await otherTab.AddToCartAsync(sku);

        await shopper.BuyAsync(TestCards.Accepted, hasScript: true);

        await shopper.SeesAsync("The total has changed");
        await otherTab.Page.GotoAsync("/orders");
        await otherTab.SeesAsync("None yet.");
    }

    [BrowserFact]
    public async Task What_another_shopper_took_in_the_middle_is_not_charged_and_stays_in_the_cart()
    {
        var sku = await ImportAsync(stock: 1);
        await using var window = await chromium.NewWindowAsync(shop.Storefront, Phone);
        var shopper = await SignInAsync(window, sku);
        await shopper.CheckOutAsync();
        await Assertions.Expect(shopper.Page.Locator("[name=expectedTotal]").First).ToBeAttachedAsync();
        var faster = await Shopper.RegisterAsync(shop.Gateway);
        await faster.AddToCartAsync(sku, 1);
        await faster.OrderAtAsync(await faster.CheckOutAsync(), "Confirmed");

        await shopper.BuyAsync(TestCards.Accepted, hasScript: true);

        await shopper.SeesAsync("something was sold out. Nothing was charged.");
        // The cart's stock may be a second old, and is left out while the catalogue is slow.
        await Eventually.Async(
            async () =>
            {
                await shopper.Page.GotoAsync("/cart");
                return await shopper.Page.GetByText("Sold out").First.IsVisibleAsync();
            },
            "the cart says that it is sold out");
    }

    private static async Task PayByKeyboardAsync(BrowserShopper shopper, string card)
    {
        await shopper.TypeAsync("Card number", card);
        await shopper.TypeAsync("Expiry month", "12");
        await shopper.TypeAsync("Expiry year", "2035");
        await shopper.TypeAsync("CVC", "123");
        await Assertions.Expect(shopper.Page.Locator("[name=expectedTotal]").First).ToBeAttachedAsync();
        await shopper.TabToAsync("Buy now");
        await shopper.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>A shopper with a saved address and the product in the cart.</summary>
    private async Task<BrowserShopper> SignInAsync(IBrowserContext window, string sku)
    {
        var email = await RegisterWithAddressAsync();
        var shopper = await BrowserShopper.ComeInAsync(window);
        await shopper.Page.GotoAsync("/login");
        await shopper.FillAsync("Email", email);
        await shopper.FillAsync("Password", Shopper.Password);
        await shopper.PressAsync("Sign in");
        await Assertions.Expect(shopper.Page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToBeVisibleAsync();
        await shopper.AddToCartAsync(sku);
        return shopper;
    }

    private async Task<string> RegisterWithAddressAsync()
    {
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.PostAsync("/users/me/addresses", new JsonObject
        {
            ["name"] = "A Shopper", ["street"] = "1 Main Street", ["city"] = "Springfield", ["postalCode"] = "12345", ["country"] = "US",
        });
        return shopper.Email;
    }

    private async Task<string> ImportAsync(int stock, string? sku = null, decimal price = 20)
    {
        sku ??= $"SKU-{Guid.CreateVersion7():N}";
        var inventory = await shop.InventoryManagerAsync();
        await inventory.ImportAsync(Stock.Product(sku, price, stock).ToJsonString());
        // Search and cart hear of it by an event.
        await Eventually.Async(
            async () => (await inventory.GetAsync($"/search?q={sku}"))["items"]!.AsArray()
                .Any(item => (decimal)item!["price"]!["amount"]! == price),
            $"search finds {sku} for {price}", TimeSpan.FromSeconds(60));
        return sku;
    }

    [GeneratedRegex(@"http\S+/orders/\S+")]
    private static partial Regex OrderLink();
}
