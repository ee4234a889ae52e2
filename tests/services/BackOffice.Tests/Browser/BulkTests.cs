using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Many products that are changed at once.</summary>
public sealed class BulkTests : BrowserTests
{
    private const string Bulk = "POST /products/bulk";

    public BulkTests(BackOfficeFixture fixture, Chromium chromium)
        : base(fixture, chromium)
    {
        Gateway.Answer(Bulk, """{ "changed": 1, "failed": [] }""");
    }

    [BrowserFact]
    public async Task Prices_of_selected_products_are_previewed_and_changed_with_a_key()
    {
        var page = await OpenAsync();
        await page.GetByLabel("Select Dome tent two persons").CheckAsync();
        await Button(page, "Change prices").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Percent, such as 10 or -5.5").FillAsync("-12.5");
        await Expect(dialog.GetByText("TENT-2: 100.00 EUR → 87.50 EUR")).ToBeVisibleAsync();
        await Expect(dialog.GetByText("Regular prices of 1 products change by -12.5 %.")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change 1 products" }).ClickAsync();
        await Expect(page.GetByText("1 products changed.")).ToBeVisibleAsync();

        var call = Assert.Single(Gateway.Calls(Bulk));
        Assert.Equal($$"""{"ids":["{{SmallOffice.Tent}}"],"pricePercent":-12.5}""", JsonNode.Parse(call.Body)!.ToJsonString());
        Assert.NotEmpty(call.Headers["Idempotency-Key"]);
    }

    [BrowserFact]
    public async Task All_that_match_are_selected_and_what_was_not_changed_is_told()
    {
        Gateway.Answer(
            Bulk, $$"""{ "changed": 0, "failed": [ { "id": "{{SmallOffice.Tent}}", "title": "There is no such product." } ] }""");
        var page = await OpenAsync();
        await Button(page, "Select all that match (at most 500)").ClickAsync();
        await Expect(page.GetByText("1 selected")).ToBeVisibleAsync();
        await Button(page, "Unpublish").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Change 1 products" }).ClickAsync();
        await Expect(page.GetByText("Dome tent: There is no such product.")).ToBeVisibleAsync();

        Assert.False((bool)JsonNode.Parse(Assert.Single(Gateway.Calls(Bulk)).Body)!["published"]!);
    }

    [BrowserFact]
    public async Task Category_of_selected_products_is_chosen()
    {
        var page = await OpenAsync();
        await page.GetByLabel("Select Dome tent two persons").CheckAsync();
        await Button(page, "Set category").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Category").ChooseAsync("Books");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change 1 products" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        Assert.Equal("books", (string?)JsonNode.Parse(Assert.Single(Gateway.Calls(Bulk)).Body)!["category"]);
    }

    [BrowserFact]
    public async Task Whoever_may_only_read_selects_nothing()
    {
        var page = await Chromium.SignInAsync(Fixture, ["products:read"], "/products");
        await Expect(page.GetByText("Dome tent").First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Selected products" })).ToHaveCountAsync(0);
    }

    private Task<IPage> OpenAsync() => Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
