using Ecommerce.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Who works for the shop, and how others join them.</summary>
public sealed class StaffTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Path = "/settings/staff";
    private const string Invite = "POST /users/invitations";

    [BrowserFact]
    public async Task Staff_are_listed_and_somebody_is_invited_with_roles_after_the_password()
    {
        Gateway.Answer(Invite, """{ "type": "urn:ecommerce:problem:already-invited", "title": "Invited." }""", status: 409);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, Path);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "grace@shop.example" });
        await Expect(row.GetByText("Inventory manager")).ToBeVisibleAsync();
        await Expect(row.GetByText("2026-01-02 08:30")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Customer", new() { Exact = true })).ToHaveCountAsync(0);
        await dialog.GetByLabel("Email address").FillAsync(" new@shop.example ");
        await dialog.GetByLabel("Inventory manager").CheckAsync();
        // The mail is in the language of the window unless another one is chosen.
        await Expect(dialog.GetByLabel("English")).ToBeCheckedAsync();
        await dialog.GetByLabel("German").CheckAsync();
        Assert.Empty(await page.ViolationsAsync());
        var send = dialog.GetByRole(AriaRole.Button, new() { Name = "Send the invitation" });
        await send.ClickAsync();
        await Expect(dialog.GetByText("waits for an answer")).ToBeVisibleAsync();

        Gateway.Answer(Invite, SmallOffice.Invitation, status: 201);
        await send.ClickAsync();

        await Expect(dialog).ToHaveCountAsync(0);
        Assert.Equal(
            """{"email":"new@shop.example","roles":["inventory-manager"],"locale":"de"}""", Gateway.Calls(Invite)[^1].Body);
    }

    [BrowserFact]
    public async Task Invited_person_accepts_in_the_browser_and_finds_the_sign_in()
    {
        Gateway.Answer("POST /users/invitations/read", """
            { "email": "new@shop.example", "roles": [ "inventory-manager" ], "expiresAt": "2045-01-01T00:00:00Z", "hasAccount": false }
            """);
        Gateway.Answer("POST /users/invitations/accept", "", status: 204);
        var window = await Chromium.NewWindowAsync(Fixture.Address, StaffWindow.Narrow, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/invitation?token=a-token");
        await Expect(page.GetByText("For new@shop.example, as: Inventory manager.")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByLabel("Your name").FillAsync("Grace Hopper");
        await page.GetByLabel("New password").FillAsync("a good password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the invitation" }).ClickAsync();

        await Expect(page.GetByText("The invitation is accepted.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Invitation_is_sent_again_and_withdrawn()
    {
        const string resend = $"POST /users/invitations/{SmallOffice.Invited}/resend";
        const string withdraw = $"DELETE /users/invitations/{SmallOffice.Invited}";
        Gateway.Answer(resend, SmallOffice.Invitation);
        Gateway.Answer(withdraw, "", status: 204);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, Path);

        await page.GetByRole(AriaRole.Button, new() { Name = "Send again: the invitation of new@shop.example" }).ClickAsync();
        await Expect(page.GetByText("The earlier link no longer works.")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls(resend));
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw the invitation of new@shop.example" }).ClickAsync();
        Assert.Empty(Gateway.Calls(withdraw));
        Gateway.Answer("GET /users/invitations", """{ "items": [], "next": null }""");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.GetByText("new@shop.example")).ToHaveCountAsync(0);
        Assert.Single(Gateway.Calls(withdraw));
    }

    [BrowserFact]
    public async Task Whoever_may_only_read_accounts_sees_the_list_and_no_buttons()
    {
        var page = await Chromium.SignInAsync(Fixture, ["users:read"], Path);
        await Expect(page.GetByText("new@shop.example")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Invite" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Withdraw" })).ToHaveCountAsync(0);
    }
}
