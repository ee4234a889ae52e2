using System.Text.Json.Nodes;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Discount codes as an owner makes and ends them.</summary>
public sealed class DiscountTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Code_is_made_with_every_limit_said_and_a_refusal_stands_at_its_field()
    {
        const string Add = "POST /orders/discounts";
        Gateway.Answer(Add, """{ "title": "Invalid.", "errors": { "amount.currency": ["must be a currency code"] } }""", status: 400);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/discounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "New code" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Code", new() { Exact = true }).FillAsync("spring");
        await dialog.GetByText("An amount").ClickAsync();
        await dialog.GetByLabel("Amount off the goods").FillAsync("5.5");
        await dialog.GetByLabel("Currency").FillAsync("eux");
        await dialog.GetByLabel("Last day (UTC)").FillAsync("2099-03-31");
        await dialog.GetByLabel("Last day (UTC)").PressAsync("Tab");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog.Locator(".mud-input-error").GetByText("must be a currency code").First).ToBeVisibleAsync();

        Gateway.Answer(Add, SmallOffice.Discount, status: 201);
        await dialog.GetByLabel("Currency").FillAsync("eur");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        Assert.Equal(
            """{"code":"spring","amount":{"amount":5.5,"currency":"EUR"},"minimumSubtotal":null,"validFrom":"""
            + """null,"validUntil":"2099-04-01T00:00:00+00:00","usageLimit":null,"usageLimitPerUser":null}""",
            Gateway.Calls(Add)[^1].Body);
    }

    [BrowserFact]
    public async Task Code_is_ended_now_with_its_other_terms_as_they_were()
    {
        const string Replace = "PUT /orders/discounts/TEN";
        Gateway.Answer(Replace, SmallOffice.Discount);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/discounts");
        await page.GetByRole(AriaRole.Button, new() { Name = "End TEN" }).ClickAsync();
        Assert.Empty(Gateway.Calls(Replace));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "End", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();

        var terms = JsonNode.Parse(Assert.Single(Gateway.Calls(Replace)).Body)!;
        Assert.True((DateTimeOffset)terms["validUntil"]! <= TimeProvider.System.GetUtcNow());
        Assert.Equal(
            (10, "2026-01-01T08:30:00+00:00", 100, null),
            ((int)terms["percent"]!, (string?)terms["validFrom"], (int)terms["usageLimit"]!, (int?)terms["usageLimitPerUser"]));
    }
}
