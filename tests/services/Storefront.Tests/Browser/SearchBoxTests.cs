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

    [BrowserFact]
    public async Task Recent_searches_are_offered_in_the_empty_field_and_stay_in_the_browser_until_cleared()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360);
        var page = await context.NewPageAsync();
        foreach (var words in new[] { "tent", "blue & green", "tent" })
            await page.GotoAsync($"/search?q={Uri.EscapeDataString(words)}");
        await page.GotoAsync("/login");
        var asked = fixture.Gateway.Asked.Count;
        var (box, options) = (page.GetByRole(AriaRole.Combobox), page.GetByRole(AriaRole.Option));

        await box.FocusAsync();
        await Assertions.Expect(options).ToHaveTextAsync(["tent", "blue & green", "Clear recent searches"]);
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await box.PressAsync("Escape");
        await Assertions.Expect(options).ToHaveCountAsync(0);
        await box.PressAsync("ArrowDown");
        await box.PressAsync("ArrowDown");
        await box.PressAsync("ArrowDown");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-activedescendant", "recent-1");
        Assert.Equal(asked, fixture.Gateway.Asked.Count);
        Assert.DoesNotContain(await context.CookiesAsync(), cookie => cookie.Value.Contains("green", StringComparison.Ordinal));
        await box.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(fixture.Address, "/search?q=blue+%26+green").ToString());

        await page.GotoAsync("/login");
        await box.FocusAsync();
        await box.PressAsync("ArrowUp");
        await box.PressAsync("Enter");
        await Assertions.Expect(options).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await box.FocusAsync();
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [BrowserFact]
    public async Task Suggestions_take_the_place_of_recent_searches_and_give_it_back()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/search?q=boots");
        await page.GotoAsync("/login");
        var (box, options) = (page.GetByRole(AriaRole.Combobox), page.GetByRole(AriaRole.Option));

        await box.PressSequentiallyAsync("te");
        await Assertions.Expect(options.First).ToHaveTextAsync("tent pegs");
        await box.ClearAsync();
        await Assertions.Expect(options.First).ToHaveTextAsync("boots");

        await box.PressAsync("Tab");
        await Assertions.Expect(options).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Who_does_not_want_to_be_followed_has_no_recent_searches()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 1280);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })");
        await page.GotoAsync("/search?q=boots");
        await page.GotoAsync("/login");

        await page.GetByRole(AriaRole.Combobox).FocusAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Combobox)).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.Equal("{}", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
    }
}
