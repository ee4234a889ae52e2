using System.Text;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Products that come from and go to files.</summary>
public sealed class ProductFileTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Import = "POST /products/import";

    [BrowserFact]
    public async Task Table_is_mapped_checked_imported_and_its_bad_lines_downloaded()
    {
        Gateway.Answer(Import, """
            { "imported": 1, "updated": 0, "failed": 1, "errors": [ { "line": 2, "errors": { "price.amount": ["must be a number"] } } ] }
            """);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products/import");
        await ChooseAsync(
            page, "shop.csv",
            "Artikelnummer;Titel;SEO Title;Preis;Farbe;Bestand\nA-1;\"Tent; green\";;12,50;green;3\nA-2;Lamp;Lights;1.299;;1\n");
        await Expect(page.GetByText("What the columns are")).ToBeVisibleAsync();
        await page.GetByLabel("Farbe").ChooseAsync("Attribute");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check only" }).ClickAsync();
        await Expect(page.GetByText("2 lines: 1 new, 0 updated, 1 refused.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Checked, nothing was stored")).ToBeVisibleAsync();
        var check = Assert.Single(Gateway.Calls(Import));
        Assert.Contains("dryRun=true", check.Query, StringComparison.Ordinal);
        Assert.Contains("onlyNew=true", check.Query, StringComparison.Ordinal);
        Assert.Equal("application/x-ndjson", check.Headers["Content-Type"]);
        Assert.Equal(
            """
            {"sku":"A-1","name":"Tent; green","price":{"amount":12.50,"currency":"EUR"},"attributes":{"Farbe":["green"]},"stock":3}
            {"sku":"A-2","name":"Lamp","seoTitle":"Lights","price":{"amount":"1.299","currency":"EUR"},"stock":1}
            """,
            check.Body);

        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Imported" })).ToBeVisibleAsync();
        Assert.Contains("dryRun=false", Gateway.Calls(Import)[^1].Query, StringComparison.Ordinal);
        var file = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Download the refused lines" }).ClickAsync());
        var text = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Equal("line,reason,text\r\n3,price.amount must be a number,A-2;Lamp;Lights;1.299;;1\r\n", text);
    }

    [BrowserFact]
    public async Task Long_file_is_sent_in_parts_and_bad_lines_keep_the_number_that_they_have_in_the_file()
    {
        Gateway.Answer(Import, body => (200, body.Contains("\"N-201\"", StringComparison.Ordinal)
            ? """{ "imported": 0, "updated": 49, "failed": 1, "errors": [ { "line": 1, "errors": { "name": ["is required"] } } ] }"""
            : """{ "imported": 0, "updated": 200, "failed": 0, "errors": [] }"""));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products/import");
        await ChooseAsync(
            page, "products.ndjson", string.Join('\n', Enumerable.Range(1, 250).Select(number => $$"""{"sku":"N-{{number}}"}""")));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();

        await Expect(page.GetByText("250 lines: 0 new, 249 updated, 1 refused.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "201 name is required" })).ToBeVisibleAsync();
        Assert.Equal(2, Gateway.Calls(Import).Count);
        Assert.All(Gateway.Calls(Import), call => Assert.Contains("onlyNew=false", call.Query, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_is_passed_on_to_those_who_may_read_products()
    {
        Gateway.Answer("GET /products/export", """{"sku":"A"}""");
        Fixture.Grant("products:read");
        using var browser = Fixture.NewBrowser();
        using var signedIn = await BackOfficeFixture.SignInAsync(browser);

        using var file = await browser.GetAsync("/products/export.ndjson");

        Assert.Equal("products.ndjson", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("""{"sku":"A"}""", await file.Content.ReadAsStringAsync());
    }

    private static Task ChooseAsync(IPage page, string name, string text) => page.ChooseFileAsync(
        "File", new FilePayload { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) });
}
