using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

public sealed class StocktakeTests : BrowserTests
{
    private const string Take = "POST /products/variants/stocktake";

    public StocktakeTests(BackOfficeFixture fixture, Chromium chromium)
        : base(fixture, chromium)
    {
        Gateway.Answer(Take, """
            { "items": [ { "sku": "TENT-2", "expected": 5, "counted": 3, "difference": -2, "error": null },
              { "sku": "PEG-1", "expected": null, "counted": 1, "difference": null, "error": "not-found" } ] }
            """);
    }

    [BrowserFact]
    public async Task Pasted_counts_are_compared_and_then_set_with_a_key()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/stock");
        await page.GetByLabel("Counts").FillAsync("sku,counted\nTENT-2,3\nPEG-1;1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "TENT-2 5 3 -2" })).ToBeVisibleAsync();
        await Expect(page.GetByText("No product has this SKU.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the stock" }).ClickAsync();
        await Expect(page.GetByText("The stock is what was counted.")).ToBeVisibleAsync();

        var calls = Gateway.Calls(Take);
        Assert.Equal(["true", "false"], calls.Select(call => call.Query.Split('=')[1]));
        Assert.Equal(
            [
                """{"counts":[{"sku":"TENT-2","counted":3},{"sku":"PEG-1","counted":1}]}""",
                """{"counts":[{"sku":"TENT-2","counted":3,"expected":5},{"sku":"PEG-1","counted":1}]}""",
            ],
            calls.Select(call => call.Body));
        Assert.NotEmpty(calls[1].Headers["Idempotency-Key"]);
    }

    [BrowserFact]
    public async Task Line_that_is_no_count_is_named_and_nothing_is_sent()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/stock");
        await page.GetByLabel("Counts").FillAsync("TENT-2,3\nTENT-2,many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
        await Expect(page.GetByText("Line 2 is no SKU with a number.").First).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls(Take));
    }
}
