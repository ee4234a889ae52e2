using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>The tree of categories as inventory managers arrange it.</summary>
public sealed class CategoryTests : BrowserTests
{
    public CategoryTests(BackOfficeFixture fixture, Chromium chromium)
        : base(fixture, chromium)
    {
        foreach (var slug in new[] { "camping", "stoves", "tents", "books" })
            Gateway.Answer($"PUT /categories/{slug}", body => (200, Saved(slug, body)));
    }

    [BrowserFact]
    public async Task Category_is_added_below_another()
    {
        Gateway.Answer("POST /categories", body => (201, Saved("lamps", body)));
        var page = await OpenAsync();
        await Button(page, "Add a category below Camping").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Lamps");
        await Button(page, "Save").ClickAsync();
        await Expect(Rows(page)).ToContainTextAsync(["Camping", "Lamps", "Stoves", "Tents", "Books"]);

        Assert.Equal(
            """{"name":"Lamps","parent":"camping","order":0}""", Assert.Single(Gateway.Calls("POST /categories")).Body);
    }

    [BrowserFact]
    public async Task Rename_keeps_the_place()
    {
        var page = await OpenAsync();
        await Button(page, "Rename Books").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Books and maps");
        await Button(page, "Save").ClickAsync();
        await Expect(Rows(page).Last).ToContainTextAsync("Books and maps");

        Assert.Equal("""{"name":"Books and maps","order":1}""", Assert.Single(Gateway.Calls("PUT /categories/books")).Body);
    }

    [BrowserFact]
    public async Task Arrow_moves_a_category_up_and_keeps_the_focus_on_its_row()
    {
        var page = await OpenAsync();
        var up = Button(page, "Move Tents up");
        // The heading takes the focus once the page is there.
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await up.PressAsync("Enter");
        await Expect(Rows(page)).ToContainTextAsync(["Camping", "Tents", "Stoves", "Books"]);
        // It is the first now, so that it can only move down.
        await Expect(up).ToBeDisabledAsync();
        await Expect(Button(page, "Move Tents down")).ToBeFocusedAsync();

        Assert.Equal(
            """{"name":"Stoves","parent":"camping","order":1}""", Assert.Single(Gateway.Calls("PUT /categories/stoves")).Body);
    }

    [BrowserFact]
    public async Task Category_is_moved_to_another_parent_by_a_choice()
    {
        var page = await OpenAsync();
        await Button(page, "Move Tents to…").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Below").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Tents" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Option, new() { Name = "Books" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Expect(Rows(page)).ToContainTextAsync(["Camping", "Stoves", "Books", "Tents"]);

        Assert.Equal("""{"name":"Tents","parent":"books","order":0}""", Assert.Single(Gateway.Calls("PUT /categories/tents")).Body);
    }

    [BrowserFact]
    public async Task Category_is_dragged_onto_another_and_between_two()
    {
        var page = await OpenAsync();
        await page.Locator("[data-slug=tents]").DragToAsync(page.Locator("[data-slug=books]"));
        await Expect(Rows(page)).ToContainTextAsync(["Camping", "Stoves", "Books", "Tents"]);
        await page.Locator("[data-slug=books]").DragToAsync(page.Locator("[data-before=camping]"));
        await Expect(Rows(page)).ToContainTextAsync(["Books", "Tents", "Camping", "Stoves"]);

        Assert.Equal("""{"name":"Tents","parent":"books","order":0}""", Assert.Single(Gateway.Calls("PUT /categories/tents")).Body);
    }

    [BrowserTheory]
    [InlineData("category-has-products", "There are products in it")]
    [InlineData("category-has-children", "There are categories below it")]
    public async Task Refused_deletion_says_why(string type, string reason)
    {
        Gateway.Answer("DELETE /categories/camping", $$"""{ "type": "urn:ecommerce:problem:{{type}}", "title": "No." }""", status: 409);
        var page = await OpenAsync();
        await Button(page, "Delete Camping").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(dialog.GetByText(reason)).ToBeVisibleAsync();

        Gateway.Answer("DELETE /categories/camping", "", status: 204);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.Locator("[data-slug=camping]")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Whoever_may_only_read_sees_the_tree_and_no_buttons()
    {
        var page = await Chromium.SignInAsync(Fixture, ["products:read"], "/categories");
        await Expect(Rows(page)).ToContainTextAsync(["Camping", "Stoves", "Tents", "Books"]);
        await Expect(page.Locator("main [role=button], main button, .mud-main-content button")).ToHaveCountAsync(0);
    }

    private Task<IPage> OpenAsync() => Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/categories");

    private static ILocator Rows(IPage page) => page.Locator(".leaf .name");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The category as the request says it is.</summary>
    private static string Saved(string slug, string body)
    {
        var request = JsonNode.Parse(body)!;
        return SmallOffice.Category(slug, (string)request["name"]!, (string?)request["parent"], (int)request["order"]!);
    }
}
