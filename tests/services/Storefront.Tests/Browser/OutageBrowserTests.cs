using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>
/// Services that are down, as a shopper meets them. On a storefront of their own: calls that fail open a circuit, which stays open for a
/// while.
/// </summary>
public sealed class OutageBrowserTests : IClassFixture<StorefrontFixture>, IClassFixture<Chromium>
{
    private const int Phone = 360;

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public OutageBrowserTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
        fixture.Gateway.Answer("POST /carts/me/items", "{}");
    }

    /// <summary>One after the other: what was down stays down behind its circuit.</summary>
    [BrowserFact]
    public async Task Shopper_buys_without_the_optional_services_and_is_told_which_part_is_missing_without_the_others()
    {
        await using var window = await chromium.OpenAsync(fixture.Address, Phone);
        var page = await window.NewPageAsync();

        fixture.Gateway.Down("search", "reviews", "analytics", "notifications");
        await BuyAsync(page);

        fixture.Gateway.Down("products", "search", "categories");
        await page.GotoAsync("/");
        await Assertions.Expect(page.GetByText("Our shelves do not answer at the moment.")).ToBeVisibleAsync();
        await SaysSoAsync(page, $"/products/{SmallShop.Tent}");
        await page.GotoAsync($"/orders/{SmallShop.Order}");
        await Assertions.Expect(page.GetByText("Road 1")).ToBeVisibleAsync();

        fixture.Gateway.Down("orders", "carts");
        foreach (var path in (string[])[$"/orders/{SmallShop.Order}", "/cart", "/checkout"])
            await SaysSoAsync(page, path);
        await page.GotoAsync("/account");
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ada Lovelace");
    }

    private async Task BuyAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Search the shop").First.FillAsync("tent");
        await page.GetByLabel("Search the shop").First.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("The search does not answer at the moment.")).ToBeVisibleAsync();
        await page.Locator($"main a.card-name[href^='/products/{SmallShop.Tent}']").First.ClickAsync();
        await Assertions.Expect(page.GetByText("Reviews cannot be shown at the moment.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" }).ClickAsync();
        await page.WaitForURLAsync("**/cart**");
        await page.GotoAsync("/checkout");
        await page.BuyByCardAsync();

        await page.WaitForURLAsync($"**/orders/{SmallShop.Order}?placed=true");
        Assert.Single(fixture.Gateway.Calls("POST /orders"));
    }

    /// <summary>A page of the shop, with its navigation, that says so.</summary>
    private static async Task SaysSoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "That did not work" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Cart" })).ToBeVisibleAsync();
    }
}
