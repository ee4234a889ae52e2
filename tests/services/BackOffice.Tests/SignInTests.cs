using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.BackOffice.Tests;

/// <summary>Who is let in, and for how long.</summary>
[Collection(BackOfficeCollection.Name)]
public sealed class SignInTests : IDisposable
{
    private readonly BackOfficeFixture fixture;
    private readonly HttpClient browser;

    public SignInTests(BackOfficeFixture fixture)
    {
        this.fixture = fixture;
        fixture.Gateway.Forget();
        browser = fixture.NewBrowser();
    }

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task Anonymous_visitor_is_led_to_the_sign_in_and_back()
    {
        fixture.Grant("orders:read");

        using var refused = await browser.GetAsync("/orders?status=Confirmed");
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.StartsWith("/sign-in?return=", refused.Headers.Location!.PathAndQuery, StringComparison.Ordinal);

        using var signedIn = await BackOfficeFixture.SignInAsync(browser, refused.Headers.Location.PathAndQuery);
        Assert.Equal("/orders?status=Confirmed", signedIn.Headers.Location!.OriginalString);
        using var page = await browser.GetAsync(signedIn.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Cookie_is_for_this_site_alone_and_holds_no_token()
    {
        fixture.Grant("orders:read");

        using var signedIn = await BackOfficeFixture.SignInAsync(browser);

        var cookie = Assert.Single(
            signedIn.Headers.GetValues("Set-Cookie"), value => value.StartsWith("back-office=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("eyJ", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shopper_is_told_so_not_let_in_and_signed_out_at_once()
    {
        fixture.Grant();

        using var refused = await BackOfficeFixture.SignInAsync(browser);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("no access to the back office", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(fixture.Gateway.Calls("POST /users/logout"));
        using var page = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Wrong_password_is_said_at_the_form_which_keeps_the_address()
    {
        fixture.Gateway.Answer(
            "POST /users/login", """{ "type": "urn:ecommerce:problem:wrong-credentials", "title": "Wrong." }""", status: 401);

        using var refused = await BackOfficeFixture.SignInAsync(browser);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("The email address or the password is wrong.", page, StringComparison.Ordinal);
        Assert.Contains(BackOfficeFixture.Email, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_is_asked_for_on_a_second_step_that_shows_nothing_of_the_first()
    {
        fixture.GrantWithCode("123456", "orders:read");

        using var asked = await BackOfficeFixture.SignInAsync(browser, "/sign-in?return=/orders");
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Contains("Code of the authenticator app", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a good password", page, StringComparison.Ordinal);
        var cookie = Assert.Single(
            asked.Headers.GetValues("Set-Cookie"), value => value.StartsWith("sign-in=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);

        using var refused = await BackOfficeFixture.SendCodeAsync(browser, asked, "000000");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Contains("The code is wrong.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var signedIn = await BackOfficeFixture.SendCodeAsync(browser, refused, "123456");
        Assert.Equal("/orders", signedIn.Headers.Location!.OriginalString);
        var sent = JsonNode.Parse(fixture.Gateway.Calls("POST /users/login")[^1].Body)!;
        Assert.Equal((BackOfficeFixture.Email, "a good password"), ((string?)sent["email"], (string?)sent["password"]));
        using var home = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task Code_without_a_first_step_is_no_sign_in()
    {
        fixture.GrantWithCode("123456", "orders:read");
        using var form = await browser.GetAsync("/sign-in");

        using var refused = await BackOfficeFixture.SendCodeAsync(browser, form, "123456");

        Assert.Contains("sign in again", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(fixture.Gateway.Calls("POST /users/login"));
    }

    [Fact]
    public async Task Silent_gateway_is_said_at_the_form()
    {
        fixture.Gateway.Answer("POST /users/login", """{ "title": "Down." }""", status: 502);

        using var refused = await BackOfficeFixture.SignInAsync(browser);

        Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        Assert.Contains("does not answer", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_without_its_token_is_refused()
    {
        fixture.Grant("orders:read");

        using var refused = await BackOfficeFixture.SignInAsync(browser, withToken: false);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(fixture.Gateway.Calls("POST /users/login"));
    }

    [Fact]
    public async Task Return_address_of_another_site_leads_home()
    {
        fixture.Grant("orders:read");

        using var signedIn = await BackOfficeFixture.SignInAsync(browser, "/sign-in?return=https://elsewhere.example/");

        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Sign_in_is_on_behalf_of_the_browsers_address_and_remembers_the_device()
    {
        fixture.Grant("orders:read");
        using (await BackOfficeFixture.SignInAsync(browser))
        {
            Assert.Equal("127.0.0.1", fixture.Gateway.LastClient);
            Assert.NotEmpty(fixture.Gateway.LastProof);
        }

        using (await browser.PostAsync("/sign-out", content: null))
        using (await BackOfficeFixture.SignInAsync(browser))
        {
        }

        var last = JsonNode.Parse(fixture.Gateway.Calls("POST /users/login")[^1].Body)!;
        Assert.Equal("a-device", (string?)last["deviceToken"]);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_here_and_at_the_shop()
    {
        fixture.Grant("orders:read");
        using (await BackOfficeFixture.SignInAsync(browser))
        using (await browser.PostAsync("/sign-out", content: null))
            Assert.Single(fixture.Gateway.Calls("POST /users/logout"));

        using var page = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task Whoever_does_nothing_for_the_idle_timeout_is_signed_out()
    {
        fixture.Grant("orders:read");
        await using var impatient = await fixture.StartAsync(("Session__IdleTimeout", "00:00:05"));
        using var window = fixture.NewBrowser(impatient.Address);
        using (await BackOfficeFixture.SignInAsync(window))
        {
        }

        using (var page = await window.GetAsync("/"))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        // Being idle is waiting, and every look at a page is activity.
        await Task.Delay(TimeSpan.FromSeconds(6));
        using var later = await window.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }
}
