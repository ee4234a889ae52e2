using System.Net;
using Ecommerce.Browser;
using Ecommerce.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>A page whose connection is cut: the browser comes through a port that hangs up.</summary>
public sealed class ConnectionTests : BrowserTests, IDisposable
{
    private const string Order = $"/orders/{SmallOffice.ToShip}";

    private readonly Forwarder line;

    public ConnectionTests(BackOfficeFixture fixture, Chromium chromium)
        : base(fixture, chromium)
    {
        line = new(EndPointOf(fixture.Address));
        line.Start();
    }

    private Uri Address => new($"http://127.0.0.1:{line.Port}");

    public void Dispose() => line.Dispose();

    [BrowserFact]
    public async Task Lost_connection_is_said_and_what_was_typed_is_there_when_it_is_back()
    {
        Gateway.Answer($"POST {Order}/notes", "{}", status: 201);
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, Order, address: Address);
        var (note, dialog) = (page.GetByLabel("A note"), page.GetByRole(AriaRole.Alertdialog));
        await note.FillAsync("Rings");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add note" })).ToBeEnabledAsync();

        await line.StopAsync();
        await Expect(dialog.GetByText("It is tried again and again. What you have typed stays.")).ToBeVisibleAsync();
        Assert.Empty(await page.ViolationsAsync());
        // What was entered before the browser noticed.
        await note.EvaluateAsync(
            """field => { field.value = "Rings twice"; field.dispatchEvent(new Event("input", { bubbles: true })); }""");
        line.Start();
        await Expect(dialog).ToBeHiddenAsync();
        await Expect(note).ToHaveValueAsync("Rings twice");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(note).ToHaveValueAsync("");
        Assert.Equal("""{"text":"Rings twice"}""", Assert.Single(Gateway.Calls($"POST {Order}/notes")).Body);
    }

    [BrowserFact]
    public async Task Page_that_is_gone_for_good_can_be_read_and_loaded_again()
    {
        var page = await Chromium.SignInAsync(Fixture, SmallOffice.Owner, Order, address: Address);
        var (note, dialog) = (page.GetByLabel("A note"), page.GetByRole(AriaRole.Alertdialog));
        await note.FillAsync("Rings twice");

        await line.StopAsync();
        await Expect(dialog).ToBeVisibleAsync();
        // Pages live in a process, and this is another one.
        await using var restarted = await Fixture.StartAsync();
        line.Target = EndPointOf(restarted.Address);
        line.Start();
        await Expect(dialog.GetByText("This page has to be loaded again.")).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Back to the page" })).ToBeVisibleAsync();
        await Expect(note).ToHaveValueAsync("Rings twice");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Load again" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private static DnsEndPoint EndPointOf(Uri address) => new(address.Host, address.Port);
}
