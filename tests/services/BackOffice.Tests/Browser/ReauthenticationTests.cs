using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>What requires a recent sign-in asks for the password in place, and goes on.</summary>
public sealed class ReauthenticationTests : BrowserTests
{
    private const string Call = "POST /users/me/reauthentication";
    private static readonly string SetRoles = $"PUT /users/{SmallOffice.Ada}/roles";
    private static readonly string Refund = $"POST /orders/{SmallOffice.ToShip}/refund";
    private const string Switch = "PUT /features/INVENTORY_TRACKING";
    private bool isProved;

    public ReauthenticationTests(BackOfficeFixture fixture, Chromium chromium)
        : base(fixture, chromium)
    {
        Require(SetRoles, 200, SmallOffice.Customer());
        Require(Switch, 200, ShopSettings.Features(stock: false));
        Require(Refund, 202, SmallOffice.Order(SmallOffice.ToShip));
    }

    [BrowserFact]
    public async Task Roles_are_saved_once_the_password_is_given_and_nothing_typed_is_lost()
    {
        Answer("wrong-password");
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/customers/{SmallOffice.Ada}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Roles" }).ClickAsync();
        await page.GetByLabel("Inventory manager").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByLabel("Password").FillAsync("a wrong password");
        await Expect(page.GetByLabel("Code of the authenticator app")).ToHaveCountAsync(0);
        Assert.Empty(await page.ViolationsAsync());
        await ConfirmAsync(page);
        await Expect(page.GetByText("The password is wrong.")).ToBeVisibleAsync();

        Answer(null);
        await page.GetByLabel("Password").FillAsync("a good password");
        await page.GetByLabel("Password").PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal("""{"roles":["customer","inventory-manager"]}""", Gateway.Calls(SetRoles)[^1].Body);
        Assert.Equal("""{"password":"a good password"}""", Gateway.Calls(Call)[^1].Body);
        Assert.NotEqual(
            Gateway.Calls(SetRoles)[0].Headers["Authorization"], Gateway.Calls(SetRoles)[^1].Headers["Authorization"]);
    }

    [BrowserFact]
    public async Task Refund_goes_on_with_its_key_once_password_and_code_are_given()
    {
        SmallOffice.AnswerOwnAccount(Gateway, twoFactor: true);
        Answer(null);
        var page = await AskForRefundAsync();
        await page.GetByLabel("Password").FillAsync("a good password");
        await page.GetByLabel("Code of the authenticator app").FillAsync("123456");
        await ConfirmAsync(page);

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.Equal(2, Gateway.Calls(Refund).Count);
        Assert.Single(Gateway.Calls(Refund).Select(call => call.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal("""{"password":"a good password","code":"123456"}""", Gateway.Calls(Call)[^1].Body);
    }

    [BrowserFact]
    public async Task Feature_is_switched_once_the_password_is_given()
    {
        Answer(null);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/settings/features");
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off: Stock is counted" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Switch off", Exact = true }).ClickAsync();
        await page.GetByLabel("Password").FillAsync("a good password");
        await ConfirmAsync(page);

        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Stock is counted" })).ToContainTextAsync("Set here");
        Assert.Equal(2, Gateway.Calls(Switch).Count);
    }

    [BrowserFact]
    public async Task Whoever_gives_no_password_keeps_the_form()
    {
        var page = await AskForRefundAsync();

        await page.GetByRole(AriaRole.Dialog).Last.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await Expect(page.GetByText("It was not done: it requires your password.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Reason")).ToHaveValueAsync("All of it broke.");
        Assert.Single(Gateway.Calls(Refund));
    }

    private async Task<IPage> AskForRefundAsync()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/orders/{SmallOffice.ToShip}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refund" }).ClickAsync();
        await page.GetByLabel("All that is left").CheckAsync();
        await page.GetByLabel("Reason").FillAsync("All of it broke.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refund 300.40 EUR" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send 300.40 EUR back" }).ClickAsync();
        await Expect(page.GetByText("Please confirm that it is you")).ToBeVisibleAsync();
        return page;
    }

    private static Task ConfirmAsync(IPage page)
        => page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();

    /// <summary>Refuses a call until the password was given.</summary>
    private void Require(string call, int status, string answer) => Gateway.Answer(call, _ => isProved
        ? (status, answer)
        : (403, """{ "type": "urn:ecommerce:problem:reauthentication-required", "title": "This requires a recent sign-in." }"""));

    /// <param name="problem">Null where the proof is right.</param>
    private void Answer(string? problem) => Gateway.Answer(Call, _ =>
    {
        isProved = problem is null;
        return isProved
            ? (200, Fixture.Renewed(SmallOffice.Owner))
            : (403, $$"""{ "type": "urn:ecommerce:problem:{{problem}}", "title": "Refused." }""");
    });
}
