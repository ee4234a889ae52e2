using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;

namespace Ecommerce.EndToEnd.Tests.Browsing;

/// <summary>
/// Twelve pages of the demo shop as pictures, at the widths of a phone and of a desk, light and dark: to be looked at, and for the docs
/// (<c>docs/storefront</c>). They are kept in the folder that the variable SCREENSHOTS names.
/// </summary>
[Collection(nameof(Shop))]
public sealed class ScreenshotTests(Shop shop, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly (int Width, int Height)[] Sizes = [(360, 780), (1280, 860)];

    [ScreenshotFact]
    public async Task Twelve_pages_are_kept_as_pictures()
    {
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        var products = await DemoProductsAsync(shopper);
        var order = await BuyAsync(shopper, products[0]);
        foreach (var product in products[1..])
            await shopper.AddToCartAsync(SkuOf(product), 1);
        await using var window = await chromium.NewWindowAsync(shop.Storefront, Sizes[1].Width);
        var visitor = await BrowserShopper.ComeInAsync(window);
        await KeepAsync(visitor.Page, ("login", "/login"));
        await visitor.FillAsync("Email", shopper.Email);
        await visitor.FillAsync("Password", Shopper.Password);
        await visitor.PressAsync("Sign in");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true })).ToBeVisibleAsync();

        await KeepAsync(
            visitor.Page,
            ("product", $"/products/{products[0]["id"]}"), ("product-on-sale", $"/products/{products[1]["id"]}"), ("home", "/"),
            ("category", "/categories/kitchen-dining"), ("sale", "/sale"), ("search", "/search?q=lamp"), ("cart", "/cart"),
            ("checkout", "/checkout"), ("order", $"/orders/{order}"), ("invoice", $"/orders/{order}/invoice"), ("account", "/account"));

        Assert.Equal(12 * 4, Directory.GetFiles(ScreenshotFactAttribute.Folder!, "*.jpg").Length);
    }

    private static async Task KeepAsync(IPage page, params (string Name, string Path)[] pages)
    {
        foreach (var (name, path) in pages)
        {
            await page.GotoAsync(path);
            foreach (var (width, height) in Sizes)
                foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
                {
                    await page.SetViewportSizeAsync(width, height);
                    await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await page.ScreenshotAsync(new()
                    {
                        Path = Path.Combine(ScreenshotFactAttribute.Folder!, $"{name}-{width}-{scheme}.jpg".ToLowerInvariant()),
                        Type = ScreenshotType.Jpeg, Quality = 78,
                    });
                }
        }
    }

    private static async Task<JsonNode[]> DemoProductsAsync(Shopper shopper)
    {
        var products = new List<JsonNode>();
        foreach (var name in (string[])["Harrow Cast Iron Skillet", "Tidal Stoneware Bowl", "Hearth Shelf Speaker"])
        {
            var found = await Eventually.Async(
                async () => (await shopper.GetAsync($"/search?q={Uri.EscapeDataString(name)}&limit=1"))["items"]!.AsArray(),
                items => items.Count == 1, $"search finds the {name}", TimeSpan.FromSeconds(60));
            products.Add(await shopper.GetAsync($"/products/{found[0]!["id"]}"));
        }

        return [.. products];
    }

    private static async Task<string> BuyAsync(Shopper shopper, JsonNode product)
    {
        await shopper.AddToCartAsync(SkuOf(product), 2);
        var order = await shopper.CheckOutAsync();
        await shopper.OrderAtAsync(order, "Confirmed");
        return (string)order["id"]!;
    }

    private static string SkuOf(JsonNode product) => (string)product["variants"]![0]!["sku"]!;
}

/// <summary>Runs where the variable SCREENSHOTS names a folder.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScreenshotFactAttribute : FactAttribute
{
    public ScreenshotFactAttribute()
    {
        Skip = Folder is null ? "SCREENSHOTS names no folder for pictures" : Chromium.Missing;
        if (Folder is not null)
            Directory.CreateDirectory(Folder);
    }

    public static string? Folder { get; } = Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder
        ? Path.GetFullPath(Path.Combine(Repository.Root, folder))
        : null;
}
