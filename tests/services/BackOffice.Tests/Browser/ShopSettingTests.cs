using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Shipping and taxes as an owner sets them.</summary>
public sealed class ShopSettingTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string SaveShipping = "PUT /settings/shipping";
    private const string SaveTaxes = "PUT /settings/taxes";

    private const string Stale = """{ "type": "urn:ecommerce:problem:stale-version", "title": "Stale." }""";

    [BrowserFact]
    public async Task Rate_is_changed_and_a_method_added_and_a_refusal_stands_at_its_field()
    {
        Gateway.Answer(SaveShipping, """
            { "title": "Invalid.", "errors": { "methods.by-drone.rates.AT.EUX": ["must be a currency code"],
              "methods.express.rates.DE.EUR.price": ["must have 2 decimals"] } }
            """, status: 400);
        var page = await OpenAsync("/settings/shipping");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToHaveTextAsync("Standard");
        await page.GetByLabel("Price 1 of Express", new() { Exact = true }).FillAsync("9.999");
        await ButtonAsync(page, "Add a shipping method");
        await page.GetByLabel("Id").FillAsync("by-drone");
        await page.GetByLabel("Name", new() { Exact = true }).Last.FillAsync("Drone");
        await page.GetByLabel("Name in German").Last.FillAsync("Drohne");
        await ButtonAsync(page, "Add a price of Drone");
        await page.GetByLabel("Country of price 1 of Drone").FillAsync("at");
        await page.GetByLabel("Currency of price 1 of Drone").FillAsync("eux");
        await page.GetByLabel("Price 1 of Drone", new() { Exact = true }).FillAsync("3");
        await ButtonAsync(page, "Save");
        await Expect(page.Locator(".mud-input-error").GetByText("must be a currency code").First).ToBeVisibleAsync();
        await Expect(page.Locator(".mud-input-error").GetByText("must have 2 decimals").First).ToBeVisibleAsync();

        Gateway.Answer(SaveShipping, ShopSettings.Shipping(4, price: "9.99"));
        await page.GetByLabel("Price 1 of Express", new() { Exact = true }).FillAsync("9.99");
        await page.GetByLabel("Currency of price 1 of Drone").FillAsync("eur");
        await ButtonAsync(page, "Save");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        var call = Gateway.Calls(SaveShipping)[^1];
        Assert.Equal("\"3\"", Gateway.Sent(SaveShipping).IfMatch);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                    { "methods": {
                      "standard": { "name": "Standard", "needsAddress": true, "translations": {},
                        "rates": { "Default": { "USD": { "price": 5 } } } },
                      "express": { "name": "Express", "description": "By courier.", "minDays": 1, "maxDays": 2, "needsAddress": true,
                        "translations": { "fr": { "name": "Rapide" }, "de": { "description": "Per Kurier." } },
                        "rates": { "DE": { "EUR": { "price": 9.99, "freeFrom": 100 } } } },
                      "by-drone": { "name": "Drone", "needsAddress": true, "translations": { "de": { "name": "Drohne" } },
                        "rates": { "AT": { "EUR": { "price": 3 } } } } } }
                    """),
                JsonNode.Parse(call.Body)),
            call.Body);
    }

    [BrowserFact]
    public async Task Method_is_removed_but_never_the_standard_one_and_two_prices_of_one_place_are_not_sent()
    {
        Gateway.Answer(SaveShipping, ShopSettings.Shipping(4));
        var page = await OpenAsync("/settings/shipping");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Standard" })).ToHaveCountAsync(0);
        await ButtonAsync(page, "Add a price of Express");
        await page.GetByLabel("Country of price 2 of Express").FillAsync("de");
        await page.GetByLabel("Currency of price 2 of Express").FillAsync("EUR");
        await ButtonAsync(page, "Save");
        await Expect(page.Locator(".mud-input-error").GetByText("stands here twice").First).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls(SaveShipping));

        await ButtonAsync(page, "Remove Express");
        await ButtonAsync(page, "Save");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        var methods = JsonNode.Parse(Gateway.Calls(SaveShipping)[^1].Body)!["methods"]!.AsObject();
        Assert.Equal("standard", Assert.Single(methods).Key);
    }

    [BrowserFact]
    public async Task Two_who_change_at_once_see_both_versions_and_mine_is_saved_over_theirs()
    {
        Gateway.Answer(SaveShipping, Stale, status: 412);
        var page = await OpenAsync("/settings/shipping");
        await page.GetByLabel("Price 1 of Express", new() { Exact = true }).FillAsync("9");
        Gateway.Answer("GET /settings/shipping", ShopSettings.Shipping(7, price: "20.50"));
        await ButtonAsync(page, "Save");
        var row = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Row).Nth(1);
        await Expect(row).ToContainTextAsync("Express › Rates › DE › EUR › Price");
        await Expect(row).ToContainTextAsync("20.5");

        Gateway.Answer(SaveShipping, ShopSettings.Shipping(8, price: "9"));
        await ButtonAsync(page, "Save mine");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal("\"7\"", Gateway.Sent(SaveShipping).IfMatch);
    }

    [BrowserFact]
    public async Task History_tells_in_words_who_changed_what()
    {
        var page = await OpenAsync("/settings/shipping");

        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "2026-01-02 08:30" });
        await Expect(row).ToContainTextAsync("Grace Hopper");
        await Expect(row).ToContainTextAsync("Express › Rates › DE › EUR › Price: 12.9 → 14.9");
    }

    [BrowserFact]
    public async Task Preview_asks_with_what_is_written()
    {
        const string Ask = "POST /settings/preview";
        Gateway.Answer(Ask, """
            { "methods": [ { "id": "express", "name": "Express", "shipping": { "amount": 9, "currency": "EUR" },
              "tax": { "amount": 9.31, "currency": "EUR" }, "taxIncluded": { "amount": 0, "currency": "EUR" },
              "total": { "amount": 58.31, "currency": "EUR" } } ] }
            """);
        var page = await OpenAsync("/settings/shipping");
        await page.GetByLabel("Price 1 of Express", new() { Exact = true }).FillAsync("9");
        await page.GetByLabel("Currency", new() { Exact = true }).FillAsync("eur");
        await page.GetByLabel("Country (two letters)").FillAsync("de");
        await ButtonAsync(page, "Show");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "58.31 EUR" })).ToContainTextAsync("9.31 EUR");

        var question = JsonNode.Parse(Gateway.Calls(Ask)[^1].Body)!;
        Assert.Equal(
            ("DE", 40, "EUR", 9),
            ((string)question["country"]!, (int)question["goods"]!["amount"]!, (string)question["goods"]!["currency"]!,
                (int)question["shipping"]!["methods"]!["express"]!["rates"]!["DE"]!["EUR"]!["price"]!));
        Assert.Null(question["taxes"]);
    }

    [BrowserFact]
    public async Task Tax_is_included_only_after_a_confirmation_that_says_what_changes()
    {
        Gateway.Answer(SaveTaxes, ShopSettings.Taxes(3, included: true));
        var page = await OpenAsync("/settings/taxes");
        await Expect(page.GetByLabel("Percent of rate 2")).ToHaveValueAsync("7");
        await page.GetByLabel("Prices include the tax").CheckAsync();
        await page.GetByLabel("Percent of rate 1").FillAsync("20");
        await ButtonAsync(page, "Add a rate");
        await page.GetByLabel("Country of rate 3").FillAsync("Default");
        await page.GetByLabel("Percent of rate 3").FillAsync("0");
        await ButtonAsync(page, "Save");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("prices and shipping include the tax");
        Assert.Empty(Gateway.Calls(SaveTaxes));

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                { "taxIncluded": true, "taxShipping": true, "taxes": {
                  "DE": { "rate": 0.2, "categories": { "books": 0.07 } }, "Default": { "rate": 0, "categories": {} } } }
                """),
            JsonNode.Parse(Gateway.Calls(SaveTaxes)[^1].Body)));
    }

    [BrowserFact]
    public async Task Shop_is_described_in_both_languages_and_what_is_emptied_is_left_out()
    {
        const string Save = "PUT /settings/shop";
        Gateway.Answer(Save, """
            { "title": "Invalid.", "errors": { "carriers.UPS": ["must be https"], "texts.en.terms": ["too long"],
              "address[1]": ["is required"] } }
            """, status: 400);
        var page = await OpenAsync("/settings/shop");
        await page.GetByLabel("Email address").FillAsync("");
        await page.GetByLabel("Address, a line each").FillAsync("3 New Road\n\n53111 Bonn");
        await page.GetByLabel("Terms in English").FillAsync("## Terms\nNone.");
        await ButtonAsync(page, "Add a carrier");
        await page.GetByLabel("Carrier 2", new() { Exact = true }).FillAsync("UPS");
        await page.GetByLabel("Address of carrier 2").FillAsync("http://ups.example/{number}");
        await ButtonAsync(page, "Save");
        foreach (var text in (string[])["must be https", "too long", "is required"])
            await Expect(page.Locator(".mud-input-error").GetByText(text).First).ToBeVisibleAsync();

        Gateway.Answer(Save, ShopSettings.Shop);
        await page.GetByLabel("Address of carrier 2").FillAsync("https://ups.example/{number}");
        await ButtonAsync(page, "Save");
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        Assert.Equal("\"4\"", Gateway.Sent(Save).IfMatch);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""
                    { "name": "Ada's Tents", "address": [ "3 New Road", "53111 Bonn" ],
                      "carriers": { "DHL": "https://dhl.example/?id={number}", "UPS": "https://ups.example/{number}" },
                      "returnDays": 14,
                      "texts": { "en": { "terms": "## Terms\nNone." }, "de": { "tagline": "Zelte." } } }
                    """),
                JsonNode.Parse(Gateway.Calls(Save)[^1].Body)),
            Gateway.Calls(Save)[^1].Body);
    }

    [BrowserFact]
    public async Task Shop_leads_to_its_pages_where_the_storefronts_address_is_known()
    {
        await using var office = await Fixture.StartAsync(("Storefront__Address", "https://shop.example"));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/settings/shop", address: office.Address);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "See the imprint" }))
            .ToHaveAttributeAsync("href", "https://shop.example/pages/imprint");
    }

    [BrowserFact]
    public async Task Feature_is_switched_after_a_confirmation_that_says_what_it_means_and_set_back_to_the_deployment()
    {
        const string Stock = "PUT /features/INVENTORY_TRACKING";
        const string Login = "PUT /features/SOCIAL_LOGIN";
        Gateway.Answer(Stock, ShopSettings.Features(stock: false));
        Gateway.Answer(Login, ShopSettings.Features());
        var page = await OpenAsync("/settings/features");
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Sign-in through providers" }))
            .ToContainTextAsync("Grace Hopper");
        var stock = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Stock is counted" });
        await Expect(stock).ToContainTextAsync("As the shop was deployed");

        await ButtonAsync(page, "Switch off: Stock is counted");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Every order is accepted, also of what is not in stock");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Empty(Gateway.Calls(Stock));

        await ButtonAsync(page, "Switch off: Stock is counted");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Switch off", Exact = true }).ClickAsync();
        await Expect(stock).ToContainTextAsync("Set here");
        Assert.Equal("""{"enabled":false}""", Assert.Single(Gateway.Calls(Stock)).Body);

        await ButtonAsync(page, "Sign-in through providers: as deployed");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "As deployed", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal("""{"enabled":null}""", Assert.Single(Gateway.Calls(Login)).Body);
    }

    [BrowserFact]
    public async Task Navigation_marks_the_settings_on_each_of_their_pages_and_the_staff_on_theirs()
    {
        var page = await OpenAsync("/settings/shipping");
        foreach (var tab in (string[])["Taxes", "Shop", "Features", "Shipping"])
        {
            await page.GetByRole(AriaRole.Link, new() { Name = tab, Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(tab);
            await Expect(Section("Settings")).ToHaveAttributeAsync("aria-current", "page");
        }

        await Section("Staff").ClickAsync();
        await Expect(Section("Staff")).ToHaveAttributeAsync("aria-current", "page");
        await Expect(Section("Settings")).Not.ToHaveAttributeAsync("aria-current", "page");
        await Expect(Section("Settings")).ToHaveAttributeAsync("href", "/settings/shipping");

        ILocator Section(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
    }

    [BrowserFact]
    public async Task Settings_are_not_shown_to_who_may_not_change_them()
    {
        var page = await Chromium.SignInAsync(
            Fixture, [.. SmallOffice.Owner.Where(permission => permission != "settings:write")], "/orders");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToHaveCountAsync(0);

        await page.GotoAsync("/settings/taxes");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This page is not for you");
        Assert.Empty(Gateway.Calls("GET /settings/taxes"));
    }

    private Task<IPage> OpenAsync(string path) => Chromium.SignInAsync(Fixture, SmallOffice.Owner, path);

    private static Task ButtonAsync(IPage page, string name)
        => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
