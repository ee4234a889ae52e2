using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>Every page, at the widths of a phone and of a desk, in both colour schemes.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class PageLayoutTests : IClassFixture<Chromium>
{
    // 1280 pixels at 400 % zoom are 320 (WCAG 1.4.10).
    private const int Narrow = 320;
    private const int Wide = 1280;

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public PageLayoutTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
    }

    [BrowserTheory]
    [InlineData("")]
    [InlineData("/de")]
    public async Task Every_page_fits_from_320_pixels_on_and_has_no_error_on_the_console(string language)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, Wide);
        var faults = new List<string>();
        foreach (var path in SmallShop.Pages.Select(page => language + page))
        {
            var page = await context.NewPageAsync();
            page.Console += (_, message) =>
            {
                // A page that says 404 is one, too.
                if (message.Type is "error" or "warning" && !message.Text.Contains("404", StringComparison.Ordinal))
                    faults.Add($"{path}: {message.Text}");
            };
            page.PageError += (_, error) => faults.Add($"{path}: {error}");
            await page.GotoAsync(path);
            foreach (var width in (int[])[Wide, 768, 360, Narrow])
            {
                await page.SetViewportSizeAsync(width, 800);
                if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
                    faults.Add($"{path} at {width}: needs {needed}, because of {await WidestAsync(page, width)}");
                await KeepPictureAsync(page, path, width);
            }

            await page.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Phone_reaches_search_cart_and_the_button_that_adds_to_it(bool hasScript)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, Narrow, hasScript: hasScript);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/products/{SmallShop.Tent}");

        await Assertions.Expect(page.GetByLabel("Search the shop").First).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Cart" })).ToBeInViewportAsync();
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Add to cart" });
        await button.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(button).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [BrowserFact]
    public async Task Header_of_a_phone_is_one_line_above_the_search_also_with_pieces_in_the_cart()
    {
        await using var context = await chromium.OpenAsync(fixture.Address, 360);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/cart");
        await Assertions.Expect(page.Locator("#cart-link .badge")).ToContainTextAsync("2");

        var (cart, account, button, search) = (
            await BoxAsync("#cart-link"), await BoxAsync(".tools a[href='/account']"), await BoxAsync(".search button"),
            await BoxAsync(".search"));
        Assert.Equal(account.Y, cart.Y, tolerance: 1f);
        Assert.Equal(search.X + search.Width, button.X + button.Width, tolerance: 1f);

        async Task<LocatorBoundingBoxResult> BoxAsync(string part) => (await page.Locator(part).BoundingBoxAsync())!;
    }

    /// <summary>SCREENSHOTS=FOLDER: keeps what a person would see.</summary>
    private static async Task KeepPictureAsync(IPage page, string path, int width)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{NameOf(path)}-{width}.png"), FullPage = true });
    }

    private static string NameOf(string path) => path == "/" ? "home" : path.Trim('/').Replace('/', '-').Replace('?', '-');

    private static Task<string> WidestAsync(IPage page, int width) => page.EvaluateAsync<string>(
        """
        width => [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1)
            .map(e => `${e.tagName}.${e.className}`).slice(0, 5).join(", ")
        """,
        width);
}
