using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.BackOffice.Tests;

/// <summary>What whoever opens the link of an invitation sees.</summary>
[Collection(BackOfficeCollection.Name)]
public sealed class InvitationTests : IDisposable
{
    private const string Accept = "POST /users/invitations/accept";
    private readonly BackOfficeFixture fixture;
    private readonly HttpClient browser;

    public InvitationTests(BackOfficeFixture fixture)
    {
        this.fixture = fixture;
        fixture.Gateway.Forget();
        browser = fixture.NewBrowser();
        Offer(hasAccount: false);
        fixture.Gateway.Answer(Accept, "", status: 204);
    }

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task New_person_enters_name_and_password_and_is_led_to_the_sign_in()
    {
        using var done = await SendAsync(("name", "Grace Hopper"), ("password", "a good password"));

        Assert.Contains("The invitation is accepted.", await done.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var sent = JsonNode.Parse(Assert.Single(fixture.Gateway.Calls(Accept)).Body)!;
        Assert.Equal(
            ("a-token", "Grace Hopper", "a good password", null),
            ((string?)sent["token"], (string?)sent["name"], (string?)sent["password"], (string?)sent["code"]));
        // Whoever accepts is not signed in by that.
        using var home = await browser.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
    }

    [Fact]
    public async Task Person_with_an_account_gives_its_password_and_code()
    {
        Offer(hasAccount: true);
        var page = await browser.GetStringAsync("/invitation?token=a-token");
        Assert.Contains("There is an account with this address", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Your name", page, StringComparison.Ordinal);

        using var done = await SendAsync(("password", "a good password"), ("code", "123456"));

        Assert.Equal("123456", (string?)JsonNode.Parse(fixture.Gateway.Calls(Accept)[^1].Body)!["code"]);
    }

    [Fact]
    public async Task Wrong_password_is_said_at_the_form_which_never_shows_it()
    {
        Offer(hasAccount: true);
        fixture.Gateway.Answer(
            Accept, """{ "type": "urn:ecommerce:problem:wrong-password", "title": "Wrong." }""", status: 403);

        using var refused = await SendAsync(("password", "a wrong password"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("The password is wrong.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a wrong password", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ended_link_is_said_and_asks_for_nothing()
    {
        fixture.Gateway.Answer(
            "POST /users/invitations/read", """{ "type": "urn:ecommerce:problem:invalid-token", "title": "Ended." }""", status: 422);

        using var ended = await browser.GetAsync("/invitation?token=old");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, ended.StatusCode);
        var page = await ended.Content.ReadAsStringAsync();
        Assert.Contains("This invitation has ended, was used or withdrawn.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_speaks_German_and_a_form_without_its_token_is_refused()
    {
        browser.DefaultRequestHeaders.Add("Accept-Language", "de");
        Assert.Contains("Einladung annehmen", await browser.GetStringAsync("/invitation?token=a-token"), StringComparison.Ordinal);

        using var content = new FormUrlEncodedContent([new("token", "a-token"), new("password", "a good password")]);
        using var refused = await browser.PostAsync("/invitation", content);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(fixture.Gateway.Calls(Accept));
    }

    private void Offer(bool hasAccount) => fixture.Gateway.Answer("POST /users/invitations/read", $$"""
        { "email": "grace@shop.example", "roles": [ "inventory-manager" ], "expiresAt": "2045-01-01T00:00:00Z",
          "hasAccount": {{(hasAccount ? "true" : "false")}} }
        """);

    private async Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] typed)
    {
        using var form = await browser.GetAsync("/invitation?token=a-token");
        return await BackOfficeFixture.SendAsync(browser, "/invitation", form, typed);
    }
}
