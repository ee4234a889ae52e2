using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Who did what about an order, and what staff tell each other about it.</summary>
public sealed class OrderRecordTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Notes = $"/orders/{SmallOffice.ToShip}/notes";

    [BrowserFact]
    public async Task History_says_who_did_what_and_asks_for_each_name_once()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");

        foreach (var row in (string[])
        [
            "2026-01-01 00:00 Placed The customer", "2026-01-01 00:00 Paid, before that Placed The shop",
            "2026-01-01 00:00 Refund requested Grace Hopper 4.90 EUR, A scratch.",
        ])
            await Expect(page.GetByRole(AriaRole.Row, new() { Name = row })).ToBeVisibleAsync();
        await Expect(page.GetByText("Grace Hopper, 2026-01-01 00:00 UTC")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls($"GET /users/{SmallOffice.Grace}"));
    }

    [BrowserFact]
    public async Task Note_is_added_once_however_often_it_is_sent_and_stays_typed_until_then()
    {
        Gateway.Answer($"POST {Notes}", """{ "title": "The shop rests." }""", status: 503);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await page.GetByLabel("A note").FillAsync("Called back.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(page.GetByText("The shop rests.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("A note")).ToHaveValueAsync("Called back.");

        Gateway.Answer($"POST {Notes}", "{}", status: 201);
        Gateway.Answer(
            $"GET {Notes}",
            $$"""{ "items": [ {{SmallOffice.Note("Called back.", 2)}}, {{SmallOffice.Note("Rings twice.")}} ], "next": null }""");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(page.GetByText("Called back.", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("A note")).ToHaveValueAsync("");

        var calls = Gateway.Calls($"POST {Notes}");
        Assert.Equal("""{"text":"Called back."}""", calls[1].Body);
        Assert.Single(calls.Select(call => call.Headers["Idempotency-Key"]).Distinct());
    }

    [BrowserFact]
    public async Task Sent_message_is_sent_again_after_a_question_and_shown_as_another_one()
    {
        const string Messages = $"GET /notifications/orders/{SmallOffice.ToShip}";
        const string Resend = $"POST /notifications/{SmallOffice.Mail}/resend";
        var sent = SmallOffice.Message(SmallOffice.Mail, "Sent");
        Gateway.Answer(Messages, $$"""{ "items": [ {{sent}} ], "next": null }""");
        Gateway.Answer(Resend, "", status: 202);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await page.GetByRole(AriaRole.Row, new() { Name = "2026-01-01 00:00 Order shipped Mail Sent Send again" })
            .GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByText("It was sent at 2026-01-01 00:00 UTC. The customer gets it once more.")).ToBeVisibleAsync();
        Assert.Empty(Gateway.Calls(Resend));

        Gateway.Answer(
            Messages, $$"""{ "items": [ {{SmallOffice.Message(SmallOffice.Letter, "Pending")}}, {{sent}} ], "next": null }""");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Pending" })).ToBeVisibleAsync();
        Assert.NotEmpty(Assert.Single(Gateway.Calls(Resend)).Headers["Idempotency-Key"]);
    }

    [BrowserFact]
    public async Task Whoever_may_not_read_accounts_tells_staff_apart_and_whoever_may_not_write_orders_adds_no_note()
    {
        var page = await Chromium.SignInAsync(Fixture, ["orders:read"], $"/orders/{SmallOffice.ToShip}");

        await Expect(page.GetByText("Staff 0000bc, 2026-01-01 00:00 UTC")).ToBeVisibleAsync();
        await Expect(page.GetByText("May have arrived")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("A note")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToHaveCountAsync(0);
        Assert.Empty(Gateway.Calls($"GET /users/{SmallOffice.Grace}"));
    }
}
