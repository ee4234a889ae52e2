using Ecommerce.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Customers as an owner and customer service see them.</summary>
public sealed class CustomerTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private static string Account => $"/users/{SmallOffice.Ada}";

    [BrowserFact]
    public async Task Customer_is_found_by_address_and_shown_with_orders_sessions_and_trail()
    {
        var page = await Chromium.SignInAsync(Fixture, ["users:read", "orders:read"], "/customers");
        await page.GetByLabel("Email address or id").FillAsync("ada@");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ada Lovelace" }).ClickAsync();

        await Expect(page.GetByText("Firefox/140.0")).ToBeVisibleAsync();
        await Expect(page.GetByText("Email verified")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Disable" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Erase" })).ToHaveCountAsync(0);
        Assert.Contains("email=ada%40", Gateway.Calls("GET /users")[^1].Query, StringComparison.OrdinalIgnoreCase);
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Expect(page.GetByText("Ada Lovelace, ada@shop.example")).ToBeVisibleAsync();
        Assert.Contains(
            Gateway.Calls("GET /orders"),
            call => call.Query.Contains($"userId={SmallOffice.Ada}", StringComparison.OrdinalIgnoreCase));
    }

    [BrowserFact]
    public async Task Owner_changes_roles_and_disables_an_account_after_a_confirmation()
    {
        Gateway.Answer($"PUT {Account}/roles", """{ "title": "This is the last admin." }""", status: 409);
        Gateway.Answer($"POST {Account}/disable", SmallOffice.Customer("\"2026-01-03T00:00:00Z\""));
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/customers/{SmallOffice.Ada}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Roles" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Inventory manager").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog.GetByText("This is the last admin.")).ToBeVisibleAsync();
        Gateway.Answer($"PUT {Account}/roles", SmallOffice.Customer());
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        Assert.Equal("""{"roles":["customer","inventory-manager"]}""", Gateway.Calls($"PUT {Account}/roles")[^1].Body);

        await page.GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        Assert.Empty(Gateway.Calls($"POST {Account}/disable"));
        Gateway.Answer($"GET {Account}", SmallOffice.Customer("\"2026-01-03T00:00:00Z\""));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Enable" })).ToBeVisibleAsync();
        Assert.Single(Gateway.Calls($"POST {Account}/disable"));
    }

    [BrowserFact]
    public async Task Second_factor_of_a_customer_who_has_lost_it_is_removed()
    {
        var path = $"DELETE {Account}/two-factor";
        Gateway.Answer($"GET {Account}", SmallOffice.Customer(twoFactor: true));
        Gateway.Answer(path, "", status: 204);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/customers/{SmallOffice.Ada}");
        var remove = page.GetByRole(AriaRole.Button, new() { Name = "Remove second factor" });
        await remove.ClickAsync();
        Assert.Empty(Gateway.Calls(path));
        Gateway.Answer($"GET {Account}", SmallOffice.Customer());
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove second factor" }).ClickAsync();

        await Expect(remove).ToHaveCountAsync(0);
        Assert.Single(Gateway.Calls(path));
    }

    [BrowserFact]
    public async Task Nobody_erases_their_own_account_as_staff()
    {
        var page = await Chromium.SignInAsync(
            Fixture, SmallOffice.Owner, $"/customers/{SmallOffice.Ada}", user: Guid.Parse(SmallOffice.Ada));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Disable" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Erase" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Account_is_erased_only_by_whoever_types_its_address()
    {
        Gateway.Answer($"DELETE {Account}", "", status: 204);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/customers/{SmallOffice.Ada}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase" }).ClickAsync();
        var erase = page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Erase for good" });
        await Expect(erase).ToBeDisabledAsync();
        await page.GetByLabel("Type ada@shop.example to confirm").FillAsync("ada@shop.example");
        await erase.ClickAsync();

        await Expect(page.GetByText("Erased.")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Uri(Fixture.Address, "/customers").ToString());
        Assert.Single(Gateway.Calls($"DELETE {Account}"));
    }

    [BrowserFact]
    public async Task Data_of_a_customer_is_a_file_once_the_password_is_given()
    {
        var isProved = false;
        Gateway.Answer($"GET {Account}/export", _ => isProved
            ? (200, """{ "account": { "name": "Ada" } }""")
            : (403, """{ "type": "urn:ecommerce:problem:reauthentication-required", "title": "This requires a recent sign-in." }"""));
        Gateway.Answer("POST /users/me/reauthentication", _ =>
        {
            isProved = true;
            return (200, Fixture.Renewed(SmallOffice.Owner));
        });
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, $"/customers/{SmallOffice.Ada}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export data" }).ClickAsync();
        await page.GetByLabel("Password").FillAsync("a good password");

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByLabel("Password").PressAsync("Enter"));

        Assert.Equal($"{SmallOffice.Ada}.json", file.SuggestedFilename);
        Assert.Equal("""{ "account": { "name": "Ada" } }""", await File.ReadAllTextAsync(await file.PathAsync()));
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
