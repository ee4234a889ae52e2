using Ecommerce.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Refusals of the API, which it says in English, in a German window.</summary>
public sealed class RefusalTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    [BrowserFact]
    public async Task Field_is_said_to_be_wrong_in_German_at_the_field_and_above_the_form()
    {
        Gateway.Answer("PUT /settings/shipping", """
            { "type": "urn:ecommerce:problem:invalid-request", "title": "Invalid.", "errors": {
              "methods.express.rates.DE.EUR.price": ["must be 0 to 1000000, with at most 2 decimals"],
              "methods.express.rates.DE.EUR": ["must be a currency code of ISO 4217, such as EUR"] } }
            """, status: 400);
        var page = await OpenAsync("/settings/shipping");
        await ButtonAsync(page, "Speichern");

        var wrong = page.Locator(".mud-input-error");
        await Expect(wrong.GetByText("Bitte prüfen Sie den Preis").First).ToBeVisibleAsync();
        await Expect(wrong.GetByText("Ein Preis hat ein Land aus zwei Buchstaben").First).ToBeVisibleAsync();
        await Expect(page.Locator(".mud-alert").GetByText("Bitte prüfen Sie den Preis")).ToBeVisibleAsync();
        await Expect(page.GetByText("must be")).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [InlineData(409, "order-not-cancellable", "Die Bestellung kann nicht mehr storniert werden.")]
    [InlineData(403, "of-tomorrow", "Das dürfen Sie nicht.")]
    public async Task Dialog_says_why_not_by_the_type_and_without_a_known_one_by_the_status(int status, string type, string text)
    {
        Gateway.Answer("PUT /features/INVENTORY_TRACKING", $$"""
            { "type": "urn:ecommerce:problem:{{type}}", "title": "Refused.", "detail": "It is refused for a reason." }
            """, status);
        var page = await OpenAsync("/settings/features");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Bestand wird gezählt" })
            .GetByRole(AriaRole.Button).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button).Last.ClickAsync();

        await Expect(dialog.GetByText(text)).ToBeVisibleAsync();
        await Expect(page.GetByText("refused")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Page_that_cannot_be_read_says_why_in_German()
    {
        Gateway.Answer("GET /features", """{ "title": "Forbidden." }""", status: 403);
        var page = await OpenAsync("/settings/features");

        await Expect(page.Locator(".mud-snackbar").GetByText("Das dürfen Sie nicht.")).ToBeVisibleAsync();
    }

    private Task<IPage> OpenAsync(string path) => Chromium.SignInAsync(Fixture, SmallOffice.Owner, path, inGerman: true);

    private static Task ButtonAsync(IPage page, string name)
        => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
