using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Webhooks and search, as an owner sets them up.</summary>
public sealed class SettingTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Webhook = $"/notifications/webhooks/{SmallOffice.Webhook}";

    [BrowserFact]
    public async Task New_webhook_tells_its_secret_once_and_a_failed_delivery_is_sent_again()
    {
        const string Add = "POST /notifications/webhooks";
        const string Again = $"POST {Webhook}/deliveries/{SmallOffice.Delivery}/redeliver";
        Gateway.Answer(Add, """{ "title": "Invalid.", "errors": { "url": ["must be https"] } }""", status: 400);
        Gateway.Answer(Again, "", status: 202);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/webhooks");
        await page.GetByRole(AriaRole.Button, new() { Name = "New webhook" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Address").FillAsync("http://erp.example/hooks");
        await dialog.GetByLabel("order-placed.v1").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog.Locator(".mud-input-error").GetByText("must be https").First).ToBeVisibleAsync();

        Gateway.Answer(Add, SmallOffice.WebhookBody("\"whsec_1\""), status: 201);
        await dialog.GetByLabel("Address").FillAsync("https://erp.example/hooks");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByLabel("Secret", new() { Exact = true })).ToHaveValueAsync("whsec_1");
        Assert.Equal(
            """{"url":"https://erp.example/hooks","events":["order-placed.v1"],"description":""}""", Gateway.Calls(Add)[^1].Body);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "https://erp.example/hooks" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again: order-placed.v1" }).ClickAsync();
        await Expect(page.GetByText("It is sent again.")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls(Again));
    }

    [BrowserFact]
    public async Task Synonyms_are_written_a_group_a_line_and_a_wrong_line_is_named_by_its_number()
    {
        const string Save = "PUT /search/synonyms";
        Gateway.Answer(Save, """{ "title": "Invalid.", "errors": { "groups[1]": ["must have 2 to 20 terms"] } }""", status: 400);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/search");
        var text = page.GetByLabel("A group a line");
        await Expect(text).ToHaveValueAsync("sofa, couch\ntv, television set");
        await text.FillAsync("sofa, couch\n\nlamp");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("3: must have 2 to 20 terms").First).ToBeVisibleAsync();

        Gateway.Answer(Save, """{ "groups": [ [ "sofa", "couch" ], [ "lamp", "light" ] ] }""");
        await text.FillAsync("sofa, couch\nlamp , light");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal("""{"groups":[["sofa","couch"],["lamp","light"]]}""", Gateway.Calls(Save)[^1].Body);
    }

    [BrowserFact]
    public async Task Index_is_rebuilt_after_a_confirmation_and_its_progress_followed()
    {
        const string Rebuild = "POST /search/rebuild";
        Gateway.Answer(Rebuild, SmallOffice.Rebuild("Indexing", 40), status: 202);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/search");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rebuild" }).ClickAsync();
        Assert.Empty(Gateway.Calls(Rebuild));
        Gateway.Answer("GET /search/rebuild", SmallOffice.Rebuild("Indexing", 80));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rebuild" }).ClickAsync();
        await Expect(page.GetByText("80 indexed")).ToBeVisibleAsync();
        Gateway.Answer("GET /search/rebuild", SmallOffice.Rebuild("Done", 120));
        await Expect(page.GetByText("120 indexed")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rebuild" })).ToBeEnabledAsync();
    }
}
