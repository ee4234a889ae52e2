using System.Net;
using Ecommerce.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Reports as an owner reads them.</summary>
public sealed class NumberTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Report_has_a_chart_a_table_and_a_file_of_the_same_period()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/numbers");
        var table = page.GetByRole(AriaRole.Region, new() { Name = "Revenue in numbers" });
        await Expect(table.GetByRole(AriaRole.Cell, new() { Name = "300.40", Exact = true })).ToBeVisibleAsync();
        // One of each currency.
        await Expect(page.Locator(".chart")).ToHaveCountAsync(2);
        await Expect(table.GetByRole(AriaRole.Row, new() { Name = "Total EUR" })).ToContainTextAsync("420.40");

        var asked = Fixture.Gateway.Calls("GET /analytics/revenue")[^1].Query;
        var file = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Revenue as CSV" }).ClickAsync());
        Assert.Equal("revenue.csv", file.SuggestedFilename);
        Assert.Contains("format=csv", Fixture.Gateway.Calls("GET /analytics/revenue")[^1].Query, StringComparison.Ordinal);
        Assert.All(
            asked.TrimStart('?').Split('&'),
            part => Assert.Contains(part, Fixture.Gateway.Calls("GET /analytics/revenue")[^1].Query, StringComparison.OrdinalIgnoreCase));
    }

    [BrowserFact]
    public async Task Wrong_time_zone_is_said_at_the_report()
    {
        Fixture.Gateway.Answer(
            "GET /analytics/orders", """{ "title": "No.", "errors": { "timeZone": ["must be an IANA time zone"] } }""", status: 400);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/numbers");

        await Expect(page.GetByText("must be an IANA time zone")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Experiment_says_in_words_what_it_shows_and_what_it_does_not()
    {
        Fixture.Gateway.Answer("GET /analytics/experiments", """
            { "rows": [
              { "group": "A", "visitors": 1000, "placed": 60, "confirmed": 50, "conversions": 50,
                "conversion": { "value": 0.05, "low": 0.0381, "high": 0.0653 }, "difference": null },
              { "group": "B", "visitors": 1000, "placed": 90, "confirmed": 80, "conversions": 80,
                "conversion": { "value": 0.08, "low": 0.0648, "high": 0.0985 },
                "difference": { "value": 0.03, "low": 0.0083, "high": 0.0518 } },
              { "group": "C", "visitors": 1000, "placed": 70, "confirmed": 55, "conversions": 55,
                "conversion": { "value": 0.055, "low": 0.0425, "high": 0.0709 },
                "difference": { "value": 0.005, "low": -0.0148, "high": 0.0248 } } ] }
            """);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/numbers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Experiments" }).ClickAsync();

        foreach (var text in (string[])
        [
            "50 of 1,000 visitors bought: 5.00 %", "The other groups are compared with this one.",
            "Better than group A: by 0.83 to 5.18 percentage points, with 95 % certainty.", "No difference shown yet",
            "It may be anything from 1.48 worse to 2.48 better than group A, in percentage points.",
        ])
            await Expect(page.GetByText(text)).ToBeVisibleAsync();

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync());
        Assert.Equal("experiments.csv", file.SuggestedFilename);
        Assert.Contains("of=visitors", Fixture.Gateway.Calls("GET /analytics/experiments")[^1].Query, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Returning_buyers_are_shown_by_the_month_of_their_first_order_as_shares_or_sums()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/numbers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Returning buyers", Exact = true }).ClickAsync();
        var january = page.GetByRole(AriaRole.Region, new() { Name = "Returning buyers in numbers" }).GetByRole(AriaRole.Row)
            .Filter(new() { HasText = "2026-01" });

        await Expect(january).ToContainTextAsync("100 %25 %");
        await page.GetByLabel("Shown").ChooseAsync("Revenue");
        await Expect(january).ToContainTextAsync("20.00 EUR, 9.00 USD");

        Assert.Contains("by=month", Fixture.Gateway.Calls("GET /analytics/cohorts")[^1].Query, StringComparison.OrdinalIgnoreCase);
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export" }).ClickAsync());
        Assert.Equal("cohorts.csv", file.SuggestedFilename);
    }

    [Theory]
    [InlineData("/numbers/rebuild.csv", HttpStatusCode.NotFound)]
    [InlineData("/numbers/revenue.csv?from=yesterday", HttpStatusCode.BadGateway)]
    public async Task File_that_cannot_be_had_says_why(string path, HttpStatusCode status)
    {
        Fixture.Grant("analytics:read");
        Fixture.Gateway.Answer("GET /analytics/revenue", """{ "title": "Down." }""", status: 502);
        using var browser = Fixture.NewBrowser();
        using var signedIn = await BackOfficeFixture.SignInAsync(browser);

        using var answer = await browser.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(Fixture.Gateway.Calls("GET /analytics/rebuild"));
    }
}
