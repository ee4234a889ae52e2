using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>What customers are sent, as an owner looks at it.</summary>
public sealed class TemplateTests(BackOfficeFixture fixture, Chromium chromium) : BrowserTests(fixture, chromium)
{
    private const string Preview = "GET /notifications/templates/order-shipped/preview";
    private const string Test = "POST /notifications/templates/order-shipped/test";

    [BrowserFact]
    public async Task Message_is_shown_in_every_language_and_format()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/templates");
        await page.GetByRole(AriaRole.Link, new() { Name = "Order shipped" }).ClickAsync();
        await Expect(page.FrameLocator("iframe.preview").GetByText("Your order is on its way")).ToBeVisibleAsync();

        Gateway.Answer(Preview, "Ihre Bestellung ist unterwegs <b>");
        await page.GetByLabel("Language").ChooseAsync("German");
        await Expect(page.FrameLocator("iframe.preview").GetByText("Ihre Bestellung ist unterwegs")).ToBeVisibleAsync();
        await page.GetByLabel("Shown as").ChooseAsync("Plain text of the mail");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Preview of the text" }))
            .ToHaveTextAsync("Ihre Bestellung ist unterwegs <b>");
        Assert.Equal("?language=de&format=text", Gateway.Calls(Preview)[^1].Query);
    }

    [BrowserFact]
    public async Task Script_of_a_message_is_not_run()
    {
        Gateway.Answer(Preview, """<body><p>Before</p><script>document.body.textContent = "hacked"</script></body>""");
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/templates/order-shipped");

        await Expect(page.FrameLocator("iframe.preview").GetByText("Before")).ToBeVisibleAsync();
        Assert.Equal("", await page.Locator("iframe.preview").GetAttributeAsync("sandbox"));
    }

    [BrowserFact]
    public async Task Test_mail_is_sent_in_the_language_shown_and_a_refusal_is_said()
    {
        Gateway.Answer(Test, """{ "title": "Only a verified address gets test mails." }""", status: 409);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/templates/order-shipped");
        var send = page.GetByRole(AriaRole.Button, new() { Name = "Send a test mail to me" });
        await send.ClickAsync();
        await Expect(page.GetByText("Only a verified address gets test mails.")).ToBeVisibleAsync();

        Gateway.Answer(Test, "", status: 204);
        await page.GetByLabel("Language").ChooseAsync("German");
        await send.ClickAsync();
        await Expect(page.GetByText("The test mail is on its way to you.")).ToBeVisibleAsync();
        Assert.Equal("""{"language":"de"}""", Gateway.Calls(Test)[^1].Body);
    }

    [BrowserFact]
    public async Task Test_mail_is_offered_for_mails_alone_and_to_those_alone_who_may_write_orders()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, "/templates/phone-code");
        await Expect(page.GetByText("Your code is 123456")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send a test mail to me" })).ToHaveCountAsync(0);

        var reader = await Chromium.SignInAsync(Fixture, ["orders:read"], "/templates/order-shipped");
        await Expect(reader.Locator("iframe.preview")).ToBeVisibleAsync();
        await Expect(reader.GetByRole(AriaRole.Button, new() { Name = "Send a test mail to me" })).ToHaveCountAsync(0);
    }
}
