using Ecommerce.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Carts that rest, and what reminders of them brought.</summary>
public sealed class CartTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Carts_are_listed_with_owner_goods_and_value_and_reminders_with_what_was_bought_after()
    {
        var page = await Chromium.SignInAsync(Fixture, ["orders:read", "users:read"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Abandoned carts" }).ClickAsync();

        var known = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "2 × Dome tent" });
        await Expect(known.GetByRole(AriaRole.Link, new() { Name = "Ada Lovelace, ada@shop.example" })).ToBeVisibleAsync();
        await Expect(known).ToContainTextAsync("200.00 EUR");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Not signed in" })).ToContainTextAsync("1 × Ten pegs");
        var reminder = page.GetByRole(AriaRole.Region, new() { Name = "Reminders" }).GetByRole(AriaRole.Row).Last;
        await Expect(reminder).ToContainTextAsync("Sent");
        await Expect(reminder).ToContainTextAsync("2026-01-03 09:00");

        await page.GetByLabel("Unchanged for").ChooseAsync("A week");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.GetByText("No cart rests for so long.")).ToHaveCountAsync(0);
        Assert.Contains("hours=168", Gateway.Calls("GET /carts/resting")[^1].Query, StringComparison.Ordinal);
    }
}
