using System.Net;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class SessionTests
{
    private const string Tokens =
        """{ "accessToken": "an-access-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""";

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
    [InlineData("/search?q=Überzug", "/search?q=%C3%9Cberzug")]
    [InlineData("/😀", "/%F0%9F%98%80")]
    [InlineData("/orders\tnow", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    public async Task Login_redirects_only_to_local_paths(string returnTo, string location)
    {
        using var answer = await SignInAsync(returnTo);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(location, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Login_forwards_the_shoppers_address()
    {
        using var answer = await SignInAsync("/");
        Assert.Equal(("127.0.0.1", TestProxy.Secret), (gateway.LastClient, gateway.LastProof));
    }

    [Fact]
    public async Task Session_cookie_is_http_only_and_same_site()
    {
        using var answer = await SignInAsync("/");

        var session = Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Device_cookie_survives_sign_out_and_is_sent_with_the_next_login()
    {
        gateway.Answer("POST /users/login", Tokens.Replace("}", ", \"deviceToken\": \"a-device-token\" }", StringComparison.Ordinal));
        gateway.Answer("POST /users/logout", "{}");
        using var first = await SignInAsync("/");
        var device = Assert.Single(first.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("device=", StringComparison.Ordinal));
        Assert.StartsWith("device=a-device-token;", device, StringComparison.Ordinal);
        Assert.Contains("max-age=31536000", device, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", device, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", device, StringComparison.OrdinalIgnoreCase);

        using var logout = new HttpRequestMessage(HttpMethod.Post, "/logout") { Content = new FormUrlEncodedContent([]) };
        logout.Headers.Add("Cookie", "session=a; renewal=b; device=a-device-token");
        using var signedOut = await browser.SendAsync(logout);
        Assert.DoesNotContain(signedOut.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("device=", StringComparison.Ordinal));

        using var again = await SignInAsync("/", "device=a-device-token");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var sent = System.Text.Json.Nodes.JsonNode.Parse(gateway.Sent("POST /users/login").Body)!;
        Assert.Equal("a-device-token", sent["deviceToken"]?.GetValue<string>());
    }

    [Fact]
    public async Task Registration_of_a_taken_address_points_to_the_mail()
    {
        gateway.Answer("POST /users", """{ "id": "0190a5a0-0000-7000-8000-000000000001" }""", status: 201);
        gateway.Answer("POST /users/login", """{ "title": "Email or password is wrong." }""", status: 401);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = "me@example.com", ["password"] = "a long enough password", ["name"] = "Ada",
        });

        using var answer = await browser.PostAsync("/register", form);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("We have sent a mail to the address that you gave", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is wrong", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_shows_a_message_on_the_login_page()
    {
        gateway.Answer("POST /users/login", """{ "title": "Email or password is wrong." }""", status: 401);

        using var answer = await SignInAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Email or password is wrong.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Account_with_two_factor_sign_in_is_asked_for_a_code_and_its_password_is_in_no_page()
    {
        gateway.Answer("POST /users/login", body => body.Contains("123456", StringComparison.Ordinal)
            ? (200, Tokens)
            : (401, """{ "type": "urn:ecommerce:problem:second-factor-required", "title": "A code is required." }"""));

        using var asked = await SignInAsync("/orders");
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Contains("name=\"code\"", page, StringComparison.Ordinal);
        Assert.Contains("me@example.com", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a long enough password", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"code\"", await browser.GetStringAsync("/login"), StringComparison.Ordinal);

        using var signedIn = await SignInAsync("/orders", code: "123456");
        Assert.Equal("/orders", signedIn.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Parallel_requests_refresh_an_expired_session_once()
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
    public async Task Cross_site_form_returns_403(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/logout") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add(header, value);

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(gateway.Asked);
    }

    private async Task<HttpResponseMessage> SignInAsync(string returnTo, string? cookie = null, string? code = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["email"] = "me@example.com", ["password"] = "a long enough password", ["returnTo"] = returnTo,
        };
        if (code is not null)
            fields["code"] = code;
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = form };
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await browser.SendAsync(request);
    }

    private async Task<HttpStatusCode> OrdersAsync(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Add("Cookie", cookie);
        using var answer = await browser.SendAsync(request);
        return answer.StatusCode;
    }
}
