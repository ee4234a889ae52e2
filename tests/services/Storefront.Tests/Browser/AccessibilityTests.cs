using Ecommerce.Browser;
using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>axe on every page and on the states that forms can be in: light on a phone, dark on a desk.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class AccessibilityTests : IClassFixture<Chromium>
{
    private const int Narrow = 320;
    private const int Wide = 1280;

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public AccessibilityTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
    }

    [BrowserFact]
    public async Task No_page_violates_a_rule()
    {
        await using var window = await chromium.OpenAsync(fixture.Address, Narrow);
        var violations = new List<string>();
        foreach (var path in SmallShop.Pages)
        {
            var page = await window.NewPageAsync();
            await page.GotoAsync(path);
            violations.AddRange((await LookAsync(page)).Select(violation => $"{path} {violation}"));
            await page.CloseAsync();
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [BrowserFact]
    public async Task No_state_of_a_page_violates_a_rule()
    {
        var violations = new List<string>();
        foreach (var (name, reachAsync) in States())
        {
            SmallShop.Open(fixture.Gateway);
            await using var window = await (name.StartsWith("stranger", StringComparison.Ordinal)
                ? chromium.NewWindowAsync(fixture.Address, Narrow)
                : chromium.OpenAsync(fixture.Address, Narrow));
            var page = await window.NewPageAsync();
            await reachAsync(page);
            violations.AddRange((await LookAsync(page)).Select(violation => $"{name} {violation}"));
        }

        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    private IEnumerable<(string Name, Func<IPage, Task> ReachAsync)> States() =>
    [
        ("suggestions", async page =>
        {
            await page.GotoAsync("/");
            await page.GetByLabel("Search the shop").First.PressSequentiallyAsync("ten");
            await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        }),
        ("open filters", async page =>
        {
            await page.GotoAsync("/search?q=tent&brand=Nomad&inStock=true");
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        }),
        ("empty cart", async page =>
        {
            fixture.Gateway.Answer("GET /carts/me", """{ "id": "me", "items": [], "total": null, "notes": [] }""");
            await page.GotoAsync("/cart");
        }),
        ("removed from the cart", async page =>
        {
            fixture.Gateway.Answer("PUT /carts/me/items/TENT-2-VERY-LONG-STOCK-KEEPING-UNIT", "{}");
            await page.GotoAsync("/cart");
            await page.GetByRole(AriaRole.Button, new() { NameString = "Remove" }).First.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Put it back" })).ToBeVisibleAsync();
        }),
        ("refused address", async page =>
        {
            await page.GotoAsync("/checkout?address=new");
            await page.EvaluateAsync("document.querySelectorAll('form').forEach(form => form.noValidate = true)");
            await page.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();
            await Assertions.Expect(page.Locator("#country-error")).ToBeVisibleAsync();
        }),
        ("stranger refused sign-in", async page =>
        {
            fixture.Gateway.Answer("POST /users/login", """{ "title": "Wrong email or password.", "status": 401 }""", 401);
            await page.GotoAsync("/login");
            await page.GetByLabel("Email").First.FillAsync("ada@example.com");
            await page.GetByLabel("Password").First.FillAsync("a long wrong password");
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Wrong email or password.").First).ToBeVisibleAsync();
        }),
        ("stranger at the checkout", page => page.GotoAsync("/checkout")),
        ("stranger at home", page => page.GotoAsync("/")),
    ];

    private static async Task<List<string>> LookAsync(IPage page)
    {
        var violations = new List<string>();
        // Colours are the same at both widths, and what there is room for in both schemes.
        foreach (var (width, scheme) in new[] { (Narrow, ColorScheme.Light), (Wide, ColorScheme.Dark) })
        {
            await page.SetViewportSizeAsync(width, 800);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            violations.AddRange((await page.ViolationsAsync()).Select(violation => $"at {width}, {scheme}: {violation}"));
        }

        return violations;
    }
}
