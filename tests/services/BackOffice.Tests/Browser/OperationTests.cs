using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>What went wrong, as staff mend it.</summary>
public sealed class OperationTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Dead_letter_is_looked_at_replayed_and_discarded_by_whoever_may()
    {
        const string Letter = $"/search/dead-letters/{SmallOffice.Letter}";
        Gateway.Answer($"POST {Letter}/replay", """{ "title": "The handler failed again; the dead letter stays." }""", status: 409);
        Gateway.Answer($"DELETE {Letter}", "", status: 204);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Inventory, "/operations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at product-changed.v1" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).GetByText("System.TimeoutException")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Replay product-changed.v1" }).ClickAsync();
        await Expect(page.GetByText("The handler failed again")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls($"POST {Letter}/replay"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Discard product-changed.v1" }).ClickAsync();
        Assert.Empty(Gateway.Calls($"DELETE {Letter}"));
        Gateway.Answer("GET /search/dead-letters", """{ "items": [], "next": null }""");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Discard product-changed.v1" })).ToHaveCountAsync(0);
        Assert.Single(Gateway.Calls($"DELETE {Letter}"));
        // Those of orders are not theirs to see.
        Assert.Empty(Gateway.Calls("GET /orders/dead-letters"));
        Assert.Empty(Gateway.Calls("GET /notifications/failed"));
    }

    [BrowserFact]
    public async Task Message_that_may_have_arrived_is_sent_again_after_a_warning_and_payments_are_compared()
    {
        Gateway.Answer($"POST /notifications/{SmallOffice.Mail}/resend", "", status: 202);
        Gateway.Answer("POST /payments/reconciliation", "", status: 202);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/operations");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("the customer may get it twice")).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls($"POST /notifications/{SmallOffice.Mail}/resend"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        Assert.Single(Gateway.Calls($"POST /notifications/{SmallOffice.Mail}/resend"));

        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Amount differs" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare now" }).ClickAsync();
        await Expect(page.GetByText("The comparison has begun.")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls("POST /payments/reconciliation"));
    }

    [BrowserFact]
    public async Task Today_counts_what_waits_and_compares_the_week_with_the_one_before()
    {
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        Gateway.Answer("GET /analytics/revenue", $$"""
            { "rows": [ { "start": "{{today.AddDays(-8):yyyy-MM-dd}}T00:00:00+00:00", "currency": "EUR", "net": 200 },
              { "start": "{{today.AddDays(-6):yyyy-MM-dd}}T00:00:00+00:00", "currency": "EUR", "net": 100 },
              { "start": "{{today:yyyy-MM-dd}}T00:00:00+00:00", "currency": "EUR", "net": 50.5 } ] }
            """);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner);

        foreach (var text in (string[])["150.50 EUR", "-25 % against the 7 days before"])
            await Expect(page.GetByText(text)).ToBeVisibleAsync();
        foreach (var (label, count) in new[] { ("Dead letters", "1"), ("Failed messages", "1"), ("Payments at odds", "1") })
            await Expect(page.Locator(".tiles > *", new() { HasText = label }).GetByText(count, new() { Exact = true })).ToBeVisibleAsync();
    }
}
