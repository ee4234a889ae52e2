using Ecommerce.Browser;
using Microsoft.Playwright;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Every page, on a tablet and on a desk.</summary>
public sealed class PageTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string IsDark = """
        wanted => {
          const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
          return red + green + blue < 3 * 128 === wanted;
        }
        """;

    [BrowserTheory]
    [InlineData(StaffWindow.Narrow, ColorScheme.Dark)]
    [InlineData(StaffWindow.Wide, ColorScheme.Light)]
    public async Task Page_fits_has_no_error_on_the_console_and_violates_no_accessibility_rule(int width, ColorScheme scheme)
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, width: width, scheme: scheme);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                faults.Add($"{page.Url}: {message.Text}");
        };
        foreach (var path in SmallOffice.Pages)
        {
            await page.GotoAsync(path);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            // The system's colours are asked for once the page is interactive.
            await page.WaitForFunctionAsync(IsDark, scheme is ColorScheme.Dark);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var needed && needed > width)
                faults.Add($"{path} needs {needed} of {width}");
            faults.AddRange((await page.ViolationsAsync()).Select(violation => $"{path}: {violation}"));
            if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(
                    new() { Path = Path.Combine(folder, $"{path.Trim('/').Replace('/', '-')}-{width}.png"), FullPage = true });
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
