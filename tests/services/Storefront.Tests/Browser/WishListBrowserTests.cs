using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

[Collection(StorefrontCollection.Name)]
public sealed class WishListBrowserTests : IClassFixture<Chromium>
{
    private const string Path = $"/users/me/wish-list/{SmallShop.Tent}";

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public WishListBrowserTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
        fixture.Gateway.Answer($"PUT {Path}", "", status: 204);
        fixture.Gateway.Answer($"DELETE {Path}", "", status: 204);
    }

    [BrowserFact]
    public async Task Heart_changes_on_the_spot_and_keeps_the_focus()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/search?q=tent");
        var heart = Heart(page);
        await Assertions.Expect(heart).ToHaveAttributeAsync("aria-pressed", "true");

        await heart.PressAsync("Enter");
        await Assertions.Expect(heart).ToHaveAttributeAsync("aria-pressed", "false");
        await heart.PressAsync("Enter");
        await Assertions.Expect(heart).ToHaveAttributeAsync("aria-pressed", "true");

        await Assertions.Expect(heart).ToBeFocusedAsync();
        Assert.Equal((1, 1), (fixture.Gateway.Calls($"DELETE {Path}").Count, fixture.Gateway.Calls($"PUT {Path}").Count));
        Assert.Equal(new Uri(fixture.Address, "/search?q=tent").ToString(), page.Url);
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signed_out_shopper_is_led_to_the_login_and_back(bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280, hasScript: hasScript);
        await context.ClearCookiesAsync();
        fixture.Gateway.Answer("POST /users/login", ReviewTests.Tokens(""));
        var page = await context.NewPageAsync();
        await page.GotoAsync("/search?q=tent");

        await Heart(page).ClickAsync();
        await page.GetByLabel("Email").FillAsync("ada@example.org");
        await page.GetByLabel("Password").FillAsync("a long password");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, "/search?q=tent").ToString());
        await Eventually.Async(() => fixture.Gateway.Calls($"PUT {Path}").Count == 1, "it is on the list");
    }

    private static ILocator Heart(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Wish list: " }).First;
}
