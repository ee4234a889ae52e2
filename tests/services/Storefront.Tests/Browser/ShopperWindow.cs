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
}
