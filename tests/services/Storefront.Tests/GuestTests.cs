using System.Net;

namespace Ecommerce.Storefront.Tests;

/// <summary>Buying without registering, and registering afterwards.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class GuestTests
{
    private const string Tokens =
        """{ "accessToken": "a-guest-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public GuestTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("POST /users/guests", Tokens, status: 201);
    }

    [Fact]
    public async Task Checkout_without_a_session_offers_both_ways()
    {
        using var checkout = await GetAsync("/checkout");
        Assert.Equal("/checkout/guest", checkout.Headers.Location?.OriginalString);

        var page = await PageAsync("/checkout/guest");
        Assert.Contains("action=\"/checkout/guest\"", page, StringComparison.Ordinal);
        Assert.Contains("/login?return=/checkout", page, StringComparison.Ordinal);
        Assert.Contains("/register?return=/checkout", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guest_gets_a_session_and_the_anonymous_cart_and_goes_on_to_the_checkout()
    {
        gateway.Answer("POST /carts/me/merge", "{}");
        using var answer = await PostAsync(
            "/checkout/guest", "email=ada%40example.com&name=Ada", "cart=0190a5a0-0000-7000-8000-0000000000aa");

        Assert.Equal("/checkout", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"email":"ada@example.com","name":"Ada"}""", gateway.Sent("POST /users/guests").Body);
        var merge = Assert.Single(gateway.Calls("POST /carts/me/merge"));
        Assert.Equal("""{"cartId":"0190a5a0-0000-7000-8000-0000000000aa"}""", merge.Body);
        Assert.Equal("Bearer a-guest-token", merge.Headers["Authorization"]);
        var session = Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=a-guest-token", StringComparison.Ordinal));
        Assert.Contains("httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("cart=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Invalid_address_is_shown_beside_its_field_and_what_was_typed_stays()
    {
        gateway.Answer(
            "POST /users/guests", """{ "title": "Invalid.", "errors": { "email": ["must be an email address"] } }""", status: 400);
        using var answer = await PostAsync("/checkout/guest", "email=ada&name=Ada+%3Cb%3E");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("id=\"email-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Ada &lt;b&gt;\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("session=", $"{answer.Headers}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_in_shopper_is_not_asked()
    {
        using var answer = await GetAsync("/checkout/guest", "session=a-token");
        Assert.Equal("/checkout", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Account_page_of_a_guest_offers_to_register_and_nothing_that_needs_a_password()
    {
        AnswerAccount(isGuest: true);
        var page = await PageAsync("/account", "session=a-token");
        Assert.Contains("action=\"/account/registration\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/account/email", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"password\"", await PageAsync("/account/data", "session=a-token"), StringComparison.Ordinal);

        AnswerAccount(isGuest: false);
        Assert.DoesNotContain("/account/registration", await PageAsync("/account", "session=a-token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Security_page_of_a_guest_offers_to_register_instead_of_changing_a_password()
    {
        gateway.Answer("GET /users/me/sessions", """{ "items": [], "next": null }""");
        AnswerAccount(isGuest: true);
        var page = await PageAsync("/account/security", "session=a-token");
        Assert.Contains("action=\"/account/registration\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"currentPassword\"", page, StringComparison.Ordinal);

        AnswerAccount(isGuest: false);
        Assert.Contains("name=\"currentPassword\"", await PageAsync("/account/security", "session=a-token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_of_a_guest_is_sent_and_the_page_tells_of_the_mail()
    {
        AnswerAccount(isGuest: true);
        gateway.Answer("POST /users/me/registration", "{}", status: 202);
        using var answer = await PostAsync("/account/registration", "password=correct+horse+9", "session=a-token");

        Assert.Equal("/account?done=registration", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"password":"correct horse 9"}""", gateway.Sent("POST /users/me/registration").Body);
        Assert.Contains("A mail is on its way", await PageAsync("/account?done=registration", "session=a-token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weak_password_of_a_guest_is_shown_beside_its_field()
    {
        AnswerAccount(isGuest: true);
        gateway.Answer(
            "POST /users/me/registration", """{ "title": "Invalid.", "errors": { "password": ["must have 10 to 128 characters"] } }""",
            status: 400);
        using var answer = await PostAsync("/account/registration", "password=short", "session=a-token");

        Assert.Contains("id=\"password-error\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guest_is_erased_without_a_password()
    {
        AnswerAccount(isGuest: true);
        gateway.Answer("DELETE /users/me", "{}");
        var page = await PageAsync("/account/data", "session=a-token");
        Assert.Contains("name=\"guest\" value=\"true\"", page, StringComparison.Ordinal);
        using var answer = await PostAsync("/account/data/erase", "guest=true", "session=a-token");

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"password":null}""", gateway.Sent("DELETE /users/me").Body);
    }

    private void AnswerAccount(bool isGuest) => gateway.Answer("GET /users/me", $$"""
        { "id": "0190a5a0-0000-7000-8000-0000000000bb", "guest": {{(isGuest ? "true" : "false")}}, "email": "ada@example.com",
          "emailVerified": false, "pendingEmail": null, "name": "Ada", "createdAt": "2026-01-01T00:00:00Z" }
        """);

    private async Task<string> PageAsync(string path, string? cookie = null)
    {
        using var answer = await GetAsync(path, cookie);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? cookie = null) => SendAsync(HttpMethod.Get, path, null, cookie);

    private async Task<HttpResponseMessage> PostAsync(string path, string form, string? cookie = null)
    {
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        return await SendAsync(HttpMethod.Post, path, content, cookie);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, string? cookie)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await browser.SendAsync(request);
    }
}
