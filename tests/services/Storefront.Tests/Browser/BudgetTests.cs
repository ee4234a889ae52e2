using Microsoft.Playwright;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>What a first visit costs: requests, bytes, and what moves while the page loads.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class BudgetTests : IClassFixture<Chromium>
{
    private const int MaxRequests = 25;
    private const int MaxBytes = 250_000;
    private const int MaxBytesWithoutPictures = 60_000;
    private const double MaxShift = 0.02;

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
        await using var context = await chromium.OpenAsync(fixture.Address, width);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(
            """
            window.shift = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => window.shift += entry.value))
              .observe({ type: "layout-shift", buffered: true });
            """);

        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

        var visit = await page.EvaluateAsync<Visit>(
            """
            () => {
              const parts = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
              const sum = list => list.reduce((bytes, part) => bytes + part.encodedBodySize, 0)
              return { requests: parts.length, bytes: sum(parts), pictures: sum(parts.filter(part => part.name.includes("/media/"))),
                shift: window.shift }
            }
            """);
        Assert.NotEqual(0, visit.Pictures);
        Assert.InRange(visit.Requests, 2, MaxRequests);
        Assert.InRange(visit.Bytes, 1, MaxBytes);
        Assert.InRange(visit.Bytes - visit.Pictures, 1, MaxBytesWithoutPictures);
        Assert.InRange(visit.Shift, 0, MaxShift);
    }

    /// <param name="Shift">The cumulative layout shift.</param>
    private sealed record Visit(int Requests, int Bytes, int Pictures, double Shift)
    {
        public Visit()
            : this(0, 0, 0, 0)
        {
        }
    }
}
