using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Filters that somebody has given names.</summary>
public sealed class SavedViewTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Views = "/users/me/views";
    private const string View = "0190a5a0-0000-7000-8000-0000000000f9";

    [BrowserFact]
    public async Task Filter_of_the_orders_is_in_the_address_and_saved_by_a_name()
    {
        Gateway.Answer($"POST {Views}", "{}");
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/orders?status=Confirmed");
        await page.GetByLabel("SKU").FillAsync("TENT-2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Fixture.Address, "/orders?status=Confirmed&sku=TENT-2").ToString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Save this view" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Name of the view").FillAsync("Tents to ship");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        var saved = System.Text.Json.Nodes.JsonNode.Parse(Gateway.Calls($"POST {Views}")[^1].Body)!;
        Assert.Equal(
            ("orders", "Tents to ship", "?status=Confirmed&sku=TENT-2"),
            ((string)saved["page"]!, (string)saved["name"]!, (string)saved["query"]!));
    }

    [BrowserFact]
    public async Task Saved_view_shows_its_list_and_is_removed()
    {
        Gateway.Answer($"DELETE {Views}/{View}", "", status: 204);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/orders");
        await page.GetByRole(AriaRole.Link, new() { Name = "To ship" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Fixture.Address, "/orders?status=Confirmed").ToString());
        await Eventually.Async(
            () => Gateway.Calls("GET /orders").Any(call => call.Query.Contains("status=Confirmed", StringComparison.OrdinalIgnoreCase)),
            "the list is asked for");

        Gateway.Answer($"GET {Views}", """{ "items": [], "next": null }""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the view To ship" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "To ship" })).ToHaveCountAsync(0);
        Assert.Single(Gateway.Calls($"DELETE {Views}/{View}"));
    }

    [BrowserFact]
    public async Task Link_to_products_shows_them_filtered_and_sorted_as_whoever_made_it_saw_them()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/products?brand=Nomad&sort=-price");

        await Expect(page.GetByLabel("Brand")).ToHaveValueAsync("Nomad");
        var query = Gateway.Calls("GET /products")[^1].Query;
        Assert.All((string[])["brand=Nomad", "sort=-price"], part => Assert.Contains(part, query, StringComparison.OrdinalIgnoreCase));
    }
}
