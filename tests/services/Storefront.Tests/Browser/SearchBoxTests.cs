using Ecommerce.Testing.Browser;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>The search box by keyboard alone.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class SearchBoxTests : IClassFixture<Chromium>
{
    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public SearchBoxTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
    }

    [BrowserFact]
    public async Task Arrows_move_through_suggestions_and_Enter_opens_one()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        var box = page.GetByRole(AriaRole.Combobox);
        await box.PressSequentiallyAsync("te");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");

        await box.PressAsync("ArrowDown");
        await box.PressAsync("ArrowDown");

        var chosen = page.GetByRole(AriaRole.Option).Nth(1);
        await Assertions.Expect(chosen).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", $"suggested-{SmallShop.Tent}");
        await box.PressAsync("Enter");
        await page.WaitForURLAsync($"**/products/{SmallShop.Tent}/**");
    }

    [BrowserFact]
    public async Task Escape_closes_the_suggestions_and_Enter_searches()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        var box = page.GetByRole(AriaRole.Combobox);
        await box.PressSequentiallyAsync("te");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);

        await box.PressAsync("Escape");

        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "false");
        await box.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, "/search?q=te").ToString());
    }
}
