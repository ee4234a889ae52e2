using Microsoft.Playwright;

namespace Ecommerce.EndToEnd.Tests.Browsing;

/// <summary>What shoppers do in the storefront, by the words that they read there.</summary>
internal sealed class BrowserShopper(IPage page)
{
    private const int MaxTabs = 150;

    public IPage Page => page;

    public static async Task<BrowserShopper> ComeInAsync(IBrowserContext context) => new(await context.NewPageAsync());

    /// <summary>Finds the product by its SKU and puts it into the cart.</summary>
    public async Task AddToCartAsync(string sku)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("Search the shop").First.FillAsync(sku);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = sku }).First.ClickAsync();
        await PressAsync("Add to cart");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your cart" })).ToBeVisibleAsync();
    }

    /// <summary>From the cart to where the address is asked for.</summary>
    public async Task CheckOutAsync()
    {
        await page.GotoAsync("/cart");
        await page.GetByRole(AriaRole.Link, new() { Name = "Check out" }).ClickAsync();
    }

    public async Task FillAddressAsync(string name)
    {
        await FillAsync("Name", name);
        await FillAsync("Street", "1 Main Street");
        await FillAsync("Postal code", "12345");
        await FillAsync("City", "Springfield");
        await page.GetByLabel("Country").First.SelectOptionAsync("US");
    }

    public async Task FillCardAsync(string number)
    {
        await FillAsync("Card number", number);
        await FillAsync("Expiry month", "12");
        await FillAsync("Expiry year", "2035");
        await FillAsync("CVC", "123");
    }

    /// <summary>Buys once the price is known. Without a script it is shown after the first try, and the card is asked for again.</summary>
    public async Task BuyAsync(string card, bool hasScript)
    {
        await FillCardAsync(card);
        if (!hasScript)
        {
            await PressAsync("Buy now");
            await FillCardAsync(card);
        }

        await Assertions.Expect(page.Locator("[name=expectedTotal]").First).ToBeAttachedAsync();
        await PressAsync("Buy now");
    }

    public Task FillAsync(string label, string value) => page.Locator("main").GetByLabel(label).First.FillAsync(value);

    public Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>The status of the order whose page is open. Without a script it is asked for anew.</summary>
    public async Task SeesAsync(string text, bool hasScript = true)
    {
        for (var tries = 0; !hasScript && tries < 60 && !(await page.ContentAsync()).Contains(text, StringComparison.Ordinal); tries++)
            await page.ReloadAsync();
        await Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>Presses Tab until what has this name has the focus.</summary>
    public async Task TabToAsync(string name)
    {
        for (var tabs = 0; tabs < MaxTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await FocusedAsync() == name)
                return;
        }

        Assert.Fail($"{name} is not reached by Tab on {page.Url}.");
    }

    public async Task TypeAsync(string label, string text)
    {
        await TabToAsync(label);
        await page.Keyboard.TypeAsync(text);
    }

    private Task<string> FocusedAsync() => page.EvaluateAsync<string>(
        """
        () => {
          const focused = document.activeElement
          return (focused.getAttribute("aria-label") ?? focused.labels?.[0]?.innerText ?? focused.innerText ?? "").trim()
        }
        """);
}
