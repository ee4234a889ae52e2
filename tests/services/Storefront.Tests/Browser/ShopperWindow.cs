using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

internal static class ShopperWindow
{
    /// <summary>A new browser window of a person with a session.</summary>
    public static async Task<IBrowserContext> OpenAsync(
        this Chromium chromium, Uri shop, int width, ColorScheme scheme = ColorScheme.Light, bool hasScript = true)
    {
        var context = await chromium.NewWindowAsync(shop, width, scheme, hasScript);
        await context.AddCookiesAsync([new() { Name = "renewal", Value = $"{Guid.CreateVersion7()}", Url = shop.ToString() }]);
        return context;
    }

    /// <summary>Fills in a card that pays, and buys.</summary>
    public static async Task BuyByCardAsync(this IPage checkout)
    {
        foreach (var (label, value) in new[]
        {
            ("Card number", "4242424242424242"), ("Expiry month", "12"), ("Expiry year", "2035"), ("CVC", "123"),
        })
            await checkout.GetByLabel(label).FillAsync(value);
        await checkout.GetByRole(AriaRole.Button, new() { Name = "Buy now" }).ClickAsync();
    }
}
