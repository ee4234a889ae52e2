using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class MailLinkTests
{
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public MailLinkTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
    }

    [Theory]
    [InlineData("/account/verify?token=a%22%3Eb")]
    [InlineData("/account/reset?token=a%22%3Eb")]
    public async Task Opened_mail_link_changes_nothing_and_sends_no_referrer(string path)
    {
        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("value=\"a&quot;&gt;b\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.DoesNotContain(gateway.Asked, call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/account/verify", "POST /users/verify", """{ "token": "t" }""", "your email address is confirmed")]
    [InlineData(
        "/account/reset", "POST /users/password-reset/confirm",
        """{ "token": "t", "newPassword": "a long enough one" }""", "Your password is changed")]
    [InlineData("/account/forgot", "POST /users/password-reset", """{ "email": "me@example.com" }""", "a mail with a link is on its way")]
    public async Task Button_of_a_mail_link_page_sends_the_request(string path, string call, string body, string said)
    {
        gateway.Answer(call, "{}", status: 202);
        using var answer = await PostAsync(path);

        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(gateway.Sent(call).Body)), gateway.Sent(call).Body);
    }

    [Fact]
    public async Task Used_mail_link_shows_a_message()
    {
        gateway.Answer("POST /users/verify", """{ "title": "The link does not work any more." }""", status: 422);
        using var answer = await PostAsync("/account/verify");

        Assert.Contains("The link does not work any more.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string path)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["token"] = "t", ["password"] = "a long enough one", ["email"] = "me@example.com",
        });
        return await browser.PostAsync(path, form);
    }
}
