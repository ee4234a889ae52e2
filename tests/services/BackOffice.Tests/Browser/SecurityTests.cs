using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>How staff keep their own accounts.</summary>
public sealed class SecurityTests : BrowserTests
{
    private const string Secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private const string Refused = """{ "type": "urn:ecommerce:problem:wrong-code", "title": "The code is wrong." }""";

    public SecurityTests(BackOfficeFixture fixture, Chromium chromium)
        : base(fixture, chromium)
    {
        Gateway.Answer("POST /users/me/two-factor", $$"""
            { "secret": "{{Secret}}", "uri": "otpauth://totp/Hollyhock:staff%40ecommerce.example?secret={{Secret}}&issuer=Hollyhock" }
            """);
        Gateway.Answer("POST /users/me/two-factor/confirm", Refused, status: 403);
    }

    [BrowserFact]
    public async Task Person_signs_in_with_a_code()
    {
        Fixture.GrantWithCode("123456", "orders:read");
        var window = await Chromium.NewWindowAsync(Fixture.Address, StaffWindow.Wide, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/orders");
        await page.GetByLabel("Email address").FillAsync(BackOfficeFixture.Email);
        await page.GetByLabel("Password").FillAsync("a good password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await page.GetByLabel("Code of the authenticator app").FillAsync("123456");
        Assert.Empty(await page.ViolationsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Orders" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Two_factor_sign_in_is_set_up_with_a_drawing_or_a_key_and_gives_recovery_codes()
    {
        var page = await Chromium.SignInAsync(Fixture, ["orders:read"], "/security");
        await BeginAsync(page);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        await Expect(page.GetByText("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());

        await ConfirmAsync(page, "000000");
        await Expect(page.GetByText("The code is wrong.")).ToBeVisibleAsync();
        AnswerRecoveryCodes();
        await ConfirmAsync(page, "123456");
        await Expect(page.GetByText("AAAA-BBBB-CCCC-DDDD")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Print" })).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());

        SmallOffice.AnswerOwnAccount(Gateway, twoFactor: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByText("It is on:")).ToBeVisibleAsync();
        await Expect(page.GetByText("AAAA-BBBB-CCCC-DDDD")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Two_factor_sign_in_is_turned_off_by_password_and_code()
    {
        SmallOffice.AnswerOwnAccount(Gateway, twoFactor: true);
        Gateway.Answer("DELETE /users/me/two-factor", Refused, status: 403);
        var page = await Chromium.SignInAsync(Fixture, ["orders:read"], "/security");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Password").FillAsync("a good password");
        await dialog.GetByLabel("Code of the authenticator app").FillAsync("123456");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();
        await Expect(dialog.GetByText("The code is wrong.")).ToBeVisibleAsync();

        Gateway.Answer("DELETE /users/me/two-factor", "", status: 204);
        SmallOffice.AnswerOwnAccount(Gateway);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Turn off" }).ClickAsync();

        await Expect(page.GetByText("It is off:")).ToBeVisibleAsync();
        Assert.Equal(
            """{"password":"a good password","code":"123456"}""", Gateway.Calls("DELETE /users/me/two-factor")[^1].Body);
    }

    [BrowserFact]
    public async Task Other_session_is_ended()
    {
        Gateway.Answer($"DELETE /users/me/sessions/{SmallOffice.OtherSession}", "", status: 204);
        var page = await Chromium.SignInAsync(Fixture, ["orders:read"]);
        await page.GetByRole(AriaRole.Link, new() { Name = "Security of" }).ClickAsync();
        await Expect(page.GetByText("This one")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "End the session since 2026-01-01" }).ClickAsync();

        await Expect(page.GetByText("Signed out there.")).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls($"DELETE /users/me/sessions/{SmallOffice.OtherSession}"));
    }

    [BrowserFact]
    public async Task Staff_who_need_a_second_factor_set_it_up_before_anything_else()
    {
        Fixture.Grant("orders:read");
        Fixture.GrantWithoutTwoFactor();
        var window = await Chromium.NewWindowAsync(Fixture.Address, StaffWindow.Wide, ColorScheme.Light);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/orders");
        await page.GetByLabel("Email address").FillAsync(BackOfficeFixture.Email);
        await page.GetByLabel("Password").FillAsync("a good password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByText("Your account needs two-factor sign-in")).ToBeVisibleAsync();
        // Windows of other tests may still ask whether there are new orders.
        Assert.DoesNotContain(Gateway.Calls("GET /orders"), call => call.Query.Contains("limit=25", StringComparison.Ordinal));
        AnswerRecoveryCodes();
        await BeginAsync(page);
        await ConfirmAsync(page, "123456");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();

        // The token that a renewal gives has the permissions.
        await page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Orders" })).ToBeVisibleAsync();
    }

    private static async Task BeginAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Password").FillAsync("a good password");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    private static async Task ConfirmAsync(IPage page, string code)
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on" }).ClickAsync();
    }

    private void AnswerRecoveryCodes()
        => Gateway.Answer("POST /users/me/two-factor/confirm", """{ "codes": [ "AAAA-BBBB-CCCC-DDDD", "EEEE-FFFF-GGGG-HHHH" ] }""");
}
