using Microsoft.Playwright;
using Xunit;

namespace Ecommerce.Browser;

/// <summary>A test in the system's Chromium; without one it is reported as skipped, with what to install.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

/// <inheritdoc cref="BrowserFactAttribute"/>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}

/// <summary>The system's Chromium, started once for all tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The shell has no window to draw, and needs a third of the processor's time.
    private static readonly string? Program = Find("chromium-headless-shell") ?? Find("chromium");

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static string? Missing
        => Program is null ? "chromium is not on the PATH: install Debian's package chromium-headless-shell." : null;

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
            return;
        // As long as its other waits: the machine may do much else.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            // Root has no sandbox, and nothing outside is asked for anything.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
                "--disable-sync"],
        });
    }

    /// <summary>A new browser window, without cookies.</summary>
    public Task<IBrowserContext> NewWindowAsync(
        Uri site, int width, ColorScheme scheme = ColorScheme.Light, bool hasScript = true)
        => browser!.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            ColorScheme = scheme,
            JavaScriptEnabled = hasScript,
            Locale = "en-US",
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 800 },
        });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
