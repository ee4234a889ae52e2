using System.Net;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class SessionTests
{
    private const string Tokens = """{ "accessToken": "an-access-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public SessionTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("POST /users/login", Tokens);
    }

    [Theory]
    [InlineData("/checkout", "/checkout")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    public async Task Signing_in_leads_back_to_our_own_pages_only(string returnTo, string location)
    {
        using var answer = await SignInAsync(returnTo);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_gateway_is_told_which_shopper_signs_in()
    {
        using var answer = await SignInAsync("/");
        Assert.Equal("127.0.0.1", gateway.LastClient);
    }

    [Fact]
    public async Task The_session_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        using var answer = await SignInAsync("/");

        var session = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_password_stays_on_the_page_and_says_so()
    {
        gateway.Answer("POST /users/login", """{ "title": "Email or password is wrong." }""", status: 401);

        using var answer = await SignInAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Email or password is wrong.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_asked_for_at_once_renew_an_expired_session_once()
    {
        gateway.Answer("POST /users/refresh", Tokens);
        gateway.Answer("GET /orders", """{ "items": [], "next": null }""");

        var renewal = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OrdersAsync($"renewal={renewal}")));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Single(gateway.Asked, "POST /users/refresh");
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task A_form_of_another_site_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/logout") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add(header, value);

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(gateway.Asked);
    }

    private async Task<HttpResponseMessage> SignInAsync(string returnTo)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = "me@example.com", ["password"] = "a long enough password", ["returnTo"] = returnTo,
        });
        return await browser.PostAsync("/login", form);
    }

    private async Task<HttpStatusCode> OrdersAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Add("Cookie", cookie);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
