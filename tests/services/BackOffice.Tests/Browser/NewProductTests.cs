using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Products that are made and found.</summary>
public sealed class NewProductTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Options_make_variants_and_a_refused_one_says_why()
    {
        const string Create = "POST /products";
        Gateway.Answer(
            Create, """{ "title": "Taken.", "errors": { "variants[1].sku": ["belongs to another product"] } }""", status: 409);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Shirt");
        await page.GetByLabel("Category").ChooseAsync("Tents");
        await page.GetByLabel("Title in search results").FillAsync("Shirts by hand");
        await page.GetByLabel("SKU of variant 1").FillAsync("SHIRT");
        await page.GetByLabel("Price of variant 1").FillAsync("20");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an option" }).ClickAsync();
        await page.GetByLabel("Option 1", new() { Exact = true }).FillAsync("size");
        await page.GetByLabel("Values of option 1").FillAsync("S, M");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make variants" }).ClickAsync();
        await Expect(page.GetByLabel("SKU of variant 2")).ToHaveValueAsync("SHIRT-M");
        await page.GetByLabel("Stock of variant 2").FillAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page.Locator(".mud-input-error").GetByText("belongs to another product").First).ToBeVisibleAsync();

        Gateway.Answer(Create, SmallOffice.Product(), status: 201);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Fixture.Address, $"/products/{SmallOffice.Tent}").ToString());
        var sent = JsonNode.Parse(Gateway.Calls(Create)[^1].Body)!;
        Assert.Equal(
            """[{"sku":"SHIRT-S","options":{"size":"S"},"price":{"amount":20,"currency":"EUR"},"stock":0},"""
            + """{"sku":"SHIRT-M","options":{"size":"M"},"price":{"amount":20,"currency":"EUR"},"stock":4}]""",
            sent["variants"]!.ToJsonString());
        Assert.Equal(("camping/tents", false), ((string?)sent["category"], (bool)sent["published"]!));
        Assert.Equal("Shirts by hand", (string?)sent["seoTitle"]);
    }

    [BrowserFact]
    public async Task Palette_opens_by_its_keys_and_finds_products_by_name_and_customers_by_address()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner);
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByLabel("Order number, product or email address").PressSequentiallyAsync("dome");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Product: Dome tent" })).ToBeVisibleAsync();
        Assert.Contains("name=dome", Gateway.Calls("GET /products")[^1].Query, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("email=dome", Gateway.Calls("GET /users")[^1].Query, StringComparison.OrdinalIgnoreCase);

        // Orders come first.
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "0000-000A" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.GetByLabel("Order number, product or email address").PressSequentiallyAsync("dome");
        await page.GetByRole(AriaRole.Link, new() { Name = "Product: Dome tent" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Fixture.Address, $"/products/{SmallOffice.Tent}").ToString());
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Palette_asks_nothing_that_is_not_allowed_and_dark_colours_stay_chosen()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory);
        await page.GetByRole(AriaRole.Button, new() { Name = "Find (Ctrl+K)" }).ClickAsync();
        await page.GetByLabel("Order number, product or email address").PressSequentiallyAsync("dome");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Product: Dome tent" })).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls("GET /users"));
        Assert.DoesNotContain(Gateway.Calls("GET /orders"), call => call.Query.Contains("dome", StringComparison.Ordinal));

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark colours" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Light colours" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Light colours" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Products_are_found_by_a_part_of_their_name_and_what_runs_out_is_listed()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products");
        await page.GetByLabel("Part of the name").FillAsync("dome");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Eventually.Async(
            () => Gateway.Calls("GET /products")[^1].Query.Contains("name=dome", StringComparison.OrdinalIgnoreCase),
            "the name is asked for");

        await page.GotoAsync("/stock");
        await page.GetByLabel("In stock at most").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Eventually.Async(
            () => Gateway.Calls("GET /products/variants/low-stock")[^1].Query.Contains("atMost=3", StringComparison.OrdinalIgnoreCase),
            "the threshold is asked for");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Adjust the stock of TENT-2" })).ToBeVisibleAsync();
    }
}
