using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Products as inventory managers work on them.</summary>
public sealed class ProductTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Stale = """{ "type": "urn:ecommerce:problem:stale-version", "title": "It has changed." }""";

    private static string Change => $"PATCH /products/{SmallOffice.Tent}";

    [BrowserFact]
    public async Task Price_is_changed_in_the_grid_and_leaves_the_rest_of_the_product_alone()
    {
        Gateway.Answer(Change, SmallOffice.Product(version: 8, price: "120.00"));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products");
        var price = page.GetByLabel("Price of TENT-2");
        await price.FillAsync("120");
        await price.PressAsync("Enter");
        await Expect(price).ToHaveValueAsync("120.00");

        var call = Assert.Single(Gateway.Calls(Change));
        Assert.Equal("\"7\"", call.Headers["If-Match"]);
        Assert.StartsWith("application/merge-patch+json", call.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(
            """{"variants":[{"sku":"TENT-2","options":{"size":"two persons"},"price":{"amount":120,"currency":"EUR"}}]}""",
            JsonNode.Parse(call.Body)!.ToJsonString());
    }

    [BrowserFact]
    public async Task Conflict_on_save_shows_both_versions_and_saves_the_chosen_one()
    {
        Gateway.Answer(Change, Stale, status: 412);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, $"/products/{SmallOffice.Tent}");
        await page.GetByLabel("Name").FillAsync("Dome tent, green");
        Gateway.Answer($"GET /products/{SmallOffice.Tent}", SmallOffice.Product(version: 8, name: "Dome tent for two"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Cell, new() { Name = "Dome tent, green" })).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Cell, new() { Name = "Dome tent for two" })).ToBeVisibleAsync();
        Gateway.Answer(Change, SmallOffice.Product(version: 9, name: "Dome tent, green"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save mine" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();

        Assert.Equal(["\"7\"", "\"8\""], Gateway.Calls(Change).Select(call => call.Headers["If-Match"]));
    }

    [BrowserFact]
    public async Task Sale_tags_and_attributes_are_edited_and_a_removed_attribute_is_named()
    {
        Gateway.Answer(
            $"GET /products/{SmallOffice.Tent}",
            SmallOffice.Product().Replace(
                "\"tags\": [], \"attributes\": {}",
                "\"tags\": [\"camping\"], \"attributes\": { \"colour\": [\"green\"], \"material\": [\"nylon\"] }",
                StringComparison.Ordinal));
        Gateway.Answer(Change, SmallOffice.Product(version: 8));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, $"/products/{SmallOffice.Tent}");
        await page.GetByLabel("Tags, separated by commas").FillAsync("camping, two persons,");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove attribute 1" }).ClickAsync();
        await Expect(page.GetByLabel("Attribute 1", new() { Exact = true })).ToHaveValueAsync("material");
        await page.GetByLabel("Values of attribute 1, separated by commas").FillAsync("nylon, steel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add an attribute" }).ClickAsync();
        await page.GetByLabel("Attribute 2", new() { Exact = true }).FillAsync("season");
        await page.GetByLabel("Values of attribute 2, separated by commas").FillAsync("summer");
        await page.GetByLabel("Sale price of TENT-2").FillAsync("80");
        foreach (var (label, day) in new[] { ("First", "2026-12-01"), ("Last", "2026-12-24") })
        {
            var field = page.GetByRole(AriaRole.Group, new() { Name = "Sale of TENT-2" }).GetByLabel($"{label} day (UTC)");
            await field.FillAsync(day);
            await field.PressAsync("Tab");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();

        var saved = JsonNode.Parse(Assert.Single(Gateway.Calls(Change)).Body)!;
        Assert.Equal("""["camping","two persons"]""", saved["tags"]!.ToJsonString());
        Assert.Equal("""{"colour":null,"material":["nylon","steel"],"season":["summer"]}""", saved["attributes"]!.ToJsonString());
        var variant = Assert.Single(saved["variants"]!.AsArray())!;
        Assert.Equal((100m, 80m), ((decimal)variant["price"]!["amount"]!, (decimal)variant["sale"]!["price"]!["amount"]!));
        Assert.Equal(DateTimeOffset.Parse("2026-12-01T00:00:00Z", null), (DateTimeOffset)variant["sale"]!["from"]!);
        // The last day belongs to it.
        Assert.Equal(DateTimeOffset.Parse("2026-12-25T00:00:00Z", null), (DateTimeOffset)variant["sale"]!["to"]!);
    }

    [BrowserFact]
    public async Task Refused_field_says_why_and_keeps_what_was_typed()
    {
        Gateway.Answer(
            Change, """{ "title": "Invalid.", "errors": { "name": ["must have at most 200 characters"] } }""", status: 400);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, $"/products/{SmallOffice.Tent}");
        await page.GetByLabel("Name").FillAsync("A long name");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.Locator(".mud-input-error").GetByText("must have at most 200 characters").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("A long name");
    }

    [BrowserFact]
    public async Task Texts_for_search_engines_are_previewed_counted_saved_and_refused_at_their_field()
    {
        await using var office = await Fixture.StartAsync(("Storefront__Address", "https://shop.example"));
        Gateway.Answer(Change, """{ "title": "Invalid.", "errors": { "seoDescription": ["is too long"] } }""", status: 400);
        var page = await Chromium.SignInAsync(
            Fixture, SmallOffice.Inventory, $"/products/{SmallOffice.Tent}", address: office.Address);
        var preview = page.GetByRole(AriaRole.Figure, new() { Name = "Roughly as a search engine shows it" });
        await Expect(preview).ToContainTextAsync("shop.example › products");
        await Expect(preview).ToContainTextAsync("Dome tent");
        await Expect(preview).ToContainTextAsync("Sleeps two.");

        await page.GetByLabel("Title in search results").FillAsync("Tents by hand");
        await page.GetByLabel("Description in search results").FillAsync("Sewn here.");
        await Expect(preview).ToContainTextAsync("Tents by hand");
        await Expect(preview).ToContainTextAsync("Sewn here.");
        await Expect(page.GetByText("13 / 70")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".mud-input-error").GetByText("is too long").First).ToBeVisibleAsync();

        var saved = JsonNode.Parse(Assert.Single(Gateway.Calls(Change)).Body)!;
        Assert.Equal(("Tents by hand", "Sewn here."), ((string?)saved["seoTitle"], (string?)saved["seoDescription"]));
    }

    [BrowserFact]
    public async Task Picture_is_uploaded_described_moved_up_and_saved()
    {
        var url = $"/media/9x6-{2:x32}";
        Gateway.Answer("POST /media", $$"""{ "url": "{{url}}", "width": 9, "height": 6, "size": 3 }""", status: 201);
        Gateway.Answer(Change, SmallOffice.Product(version: 8));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, $"/products/{SmallOffice.Tent}");
        await page.ChooseFileAsync(
            "Add a picture", new FilePayload { Name = "tent.png", MimeType = "image/png", Buffer = [1, 2, 3] });
        await page.GetByLabel("What picture 2 shows").FillAsync("Its inside");
        await page.GetByLabel("What picture 2 shows").PressAsync("Tab");
        foreach (var name in (string[])["A green tent", "Its inside"])
        {
            await Expect(page.GetByRole(AriaRole.Img, new() { Name = name })).ToBeVisibleAsync();
            await page.WaitForFunctionAsync("alt => document.querySelector(`img[alt='${alt}']`).naturalWidth > 0", name);
        }

        await Expect(page.GetByText("Picture 2, 9 × 6")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls($"GET {url}/320.webp"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Move picture 2 up" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();

        Assert.Single(Gateway.Calls("POST /media"));
        var images = JsonNode.Parse(Assert.Single(Gateway.Calls(Change)).Body)!["images"]!;
        Assert.Equal((url, "Its inside"), ((string?)images[0]!["url"], (string?)images[0]!["alt"]));
        Assert.Equal(2, images.AsArray().Count);
    }

    [BrowserFact]
    public async Task Stock_is_adjusted_with_a_reason_and_a_key()
    {
        const string Adjust = "POST /products/variants/TENT-2/stock";
        Gateway.Answer(Adjust, """{ "sku": "TENT-2", "available": 13, "reserved": 0, "sold": 2 }""");
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/products");
        await page.GetByRole(AriaRole.Button, new() { Name = "Adjust the stock of TENT-2" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Change, such as 10 or -3").FillAsync("10");
        await dialog.GetByLabel("Reason").FillAsync("delivery");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Change by 10" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();

        var call = Assert.Single(Gateway.Calls(Adjust));
        Assert.Equal("""{"change":10,"reason":"delivery"}""", call.Body);
        Assert.NotEmpty(call.Headers["Idempotency-Key"]);
    }

    [BrowserFact]
    public async Task History_says_who_changed_what_by_name_to_those_who_may_read_accounts()
    {
        var page = await Chromium.SignInAsync(Fixture, ["products:read", "users:read"], $"/products/{SmallOffice.Tent}");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Price changed" });
        await Expect(row).ToContainTextAsync("Ada Lovelace");
        await Expect(row).ToContainTextAsync("Price of TENT-2: 120.00 EUR → 100.00 EUR");
        await Expect(row).ToContainTextAsync("Sale of TENT-2: – → 80.00 EUR, 2026-02-01 00:00 –");

        var other = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, $"/products/{SmallOffice.Tent}");
        await Expect(other.GetByRole(AriaRole.Row).Filter(new() { HasText = "Price changed" })).ToContainTextAsync(SmallOffice.Ada[^12..]);
        await Expect(other.GetByText("Ada Lovelace")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Stock_changes_of_a_variant_are_on_the_products_page()
    {
        var page = await Chromium.SignInAsync(Fixture, ["products:read"], $"/products/{SmallOffice.Tent}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stock changes of TENT-2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Initial", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Adjust the stock of TENT-2" })).ToHaveCountAsync(0);
    }
}
