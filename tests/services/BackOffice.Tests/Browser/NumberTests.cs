using Ecommerce.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Reports as an owner reads them.</summary>
[Collection(BackOfficeCollection.Name)]
public sealed class NumberTests : IClassFixture<Chromium>
{
    private readonly BackOfficeFixture fixture;
    private readonly Chromium chromium;

    public NumberTests(BackOfficeFixture fixture, Chromium chromium)
    {
        (this.fixture, this.chromium) = (fixture, chromium);
        SmallOffice.Open(fixture.Gateway);
    }

    [BrowserFact]
    public async Task Report_has_a_chart_a_table_and_a_file_of_the_same_period()
    {
        var page = await chromium.SignInAsync(fixture, SmallOffice.Owner, "/numbers");
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Revenue in numbers" });
        await Expect(table.GetByRole(AriaRole.Cell, new() { Name = "300.4", Exact = true })).ToBeVisibleAsync();
        // One of each currency.
        await Expect(page.Locator(".chart")).ToHaveCountAsync(2);

        var asked = fixture.Gateway.Calls("GET /analytics/revenue")[^1].Query;
        var file = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Revenue as CSV" }).ClickAsync());
        Assert.Equal("revenue.csv", file.SuggestedFilename);
        Assert.Contains("format=csv", fixture.Gateway.Calls("GET /analytics/revenue")[^1].Query, StringComparison.Ordinal);
        Assert.All(
            asked.TrimStart('?').Split('&'),
            part => Assert.Contains(part, fixture.Gateway.Calls("GET /analytics/revenue")[^1].Query, StringComparison.OrdinalIgnoreCase));
    }
}
