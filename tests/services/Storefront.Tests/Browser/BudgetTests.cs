using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>
/// What a first visit costs with a quarter of the processor: requests, bytes, what moves while the page loads, and when its largest part is
/// painted.
/// </summary>
[Collection(StorefrontCollection.Name)]
public sealed class BudgetTests : IClassFixture<Chromium>
{
    private const int MaxRequests = 25;
    private const int MaxBytes = 250_000;
    private const int MaxBytesWithoutPictures = 60_000;
    private const double MaxShift = 0.02;
    private const double MaxPaint = 1000;

    // The clock goes on while the machine does something else: one load in time shows that the page can.
    private const int MaxLoads = 10;

    private const string Observe = """
        window.shift = window.paint = 0;
        new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
          .observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver(list => list.getEntries().forEach(entry => {
          window.paint = entry.startTime;
          window.largest = { path: entry.url && new URL(entry.url).pathname, element: entry.element };
        }))
          .observe({ type: "largest-contentful-paint", buffered: true });
        """;

    private const string Measure = """
        html => {
          const { path, element } = window.largest
          const sent = new DOMParser().parseFromString(html, "text/html").body.textContent
          const parts = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
          const sum = list => list.reduce((bytes, part) => bytes + part.encodedBodySize, 0)
          return { requests: parts.length, bytes: sum(parts), pictures: sum(parts.filter(part => part.name.includes("/media/"))),
            shift: window.shift, paint: window.paint,
            isLazy: element.loading === "lazy", isSent: path ? html.includes(path) : sent.includes(element.textContent) }
        }
        """;

    private readonly StorefrontFixture fixture;
    private readonly Chromium chromium;

    public BudgetTests(StorefrontFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallShop.Open(fixture.Gateway);
        SmallShop.FillShelves(fixture.Gateway);
    }

    [BrowserTheory]
    [InlineData("/", 360)]
    [InlineData("/", 1280)]
    [InlineData("/products", 360)]
    [InlineData("/products", 1280)]
    [InlineData($"/products/{SmallShop.Tent}", 360)]
    [InlineData($"/products/{SmallShop.Tent}", 1280)]
    public async Task First_visit_stays_within_its_budget(string path, int width)
    {
        var visits = new List<Visit>();
        do
        {
            visits.Add(await VisitAsync(path, width));
            TestContext.Current.TestOutputHelper?.WriteLine($"{path} at {width}: {visits[^1]}");
        }
        while (visits[^1].Paint >= MaxPaint && visits.Count < MaxLoads);

        var visit = visits[^1];
        Assert.NotEqual(0, visit.Pictures);
        Assert.InRange(visit.Requests, 2, MaxRequests);
        Assert.InRange(visit.Bytes, 1, MaxBytes);
        Assert.InRange(visit.Bytes - visit.Pictures, 1, MaxBytesWithoutPictures);
        Assert.InRange(visit.Shift, 0, MaxShift);
        Assert.InRange(visit.Paint, 1, MaxPaint);
        Assert.True(visit is { IsLazy: false, IsSent: true }, $"The largest part comes late: {visit}");
        Assert.Equal([], visit.Errors);
    }

    private async Task<Visit> VisitAsync(string path, int width)
    {
        await using var context = await chromium.OpenAsync(fixture.Address, width);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        var browser = await context.NewCDPSessionAsync(page);
        await browser.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await page.AddInitScriptAsync(Observe);

        var answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

        await page.WaitForFunctionAsync("() => window.paint > 0");
        return await page.EvaluateAsync<Visit>(Measure, await answer!.TextAsync()) with { Errors = errors };
    }

    /// <param name="Shift">The cumulative layout shift.</param>
    /// <param name="Paint">When the largest part was painted, in milliseconds.</param>
    /// <param name="IsLazy">Its largest part is loaded when it is scrolled to.</param>
    /// <param name="IsSent">Its largest part is in what the server sends at first.</param>
    private sealed record Visit(int Requests, int Bytes, int Pictures, double Shift, double Paint, bool IsLazy, bool IsSent)
    {
        public IReadOnlyList<string> Errors { get; init; } = [];

        public Visit()
            : this(0, 0, 0, 0, 0, IsLazy: false, IsSent: false)
        {
        }
    }
}
