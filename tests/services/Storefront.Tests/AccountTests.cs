using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Storefront.Tests;

/// <summary>The pages of a shopper's own account.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class AccountTests
{
    private const string Address = "0190a5a0-0000-7000-8000-0000000000cc";

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public AccountTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("GET /users/me", """
            { "id": "0190a5a0-0000-7000-8000-0000000000bb", "email": "ada@example.com", "emailVerified": true, "pendingEmail": null,
              "name": "Ada <b>", "createdAt": "2026-01-01T00:00:00Z" }
            """);
        gateway.Answer("GET /users/me/addresses", $$"""
            { "items": [ { "id": "{{Address}}", "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE",
              "isDefault": false } ] }
            """);
        gateway.Answer("GET /users/me/sessions", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000dd", "createdAt": "2026-01-01T00:00:00Z",
              "lastUsedAt": "2026-01-02T00:00:00Z", "userAgent": "A browser", "current": true } ] }
            """);
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/addresses")]
    [InlineData("/account/security")]
    [InlineData("/account/data")]
    [InlineData("/account/data/export")]
    public async Task Account_page_without_a_session_leads_to_the_login_and_back(string path)
    {
        foreach (var call in (string[])["GET /users/me", "GET /users/me/addresses", "GET /users/me/sessions", "GET /users/me/export"])
            gateway.Answer(call, """{ "title": "Sign in first." }""", status: 401);

        using var answer = await browser.GetAsync(path);

        Assert.Equal($"/login?return={Uri.EscapeDataString(path)}", answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/account", "/account/email", "PATCH /users/me", "email=new@example.com&password=right")]
    [InlineData("/account/security", "/account/security/password", "POST /users/me/password", "currentPassword=a&newPassword=b")]
    [InlineData("/account/data", "/account/data/erase", "DELETE /users/me", "password=right")]
    public async Task Account_with_a_second_factor_gives_a_code_beside_the_password(string page, string form, string call, string typed)
    {
        const string field = "name=\"code\"";
        Assert.DoesNotContain(field, await PageAsync(page), StringComparison.Ordinal);
        gateway.Answer("GET /users/me", """
            { "id": "0190a5a0-0000-7000-8000-0000000000bb", "email": "ada@example.com", "emailVerified": true, "pendingEmail": null,
              "name": "Ada", "createdAt": "2026-01-01T00:00:00Z", "twoFactor": true }
            """);
        gateway.Answer(call, """{ "type": "urn:ecommerce:problem:wrong-code", "title": "The code is wrong." }""", status: 403);
        Assert.Contains(field, await PageAsync(page), StringComparison.Ordinal);

        using var content = new StringContent($"{typed}&code=123456", null, "application/x-www-form-urlencoded");
        using var refused = await browser.PostAsync(form, content);

        Assert.Contains("The code is wrong", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("123456", (string?)JsonNode.Parse(gateway.Sent(call).Body)!["code"]);
    }

    [Fact]
    public async Task Name_is_shown_encoded_and_changed()
    {
        gateway.Answer("PATCH /users/me", "{}");

        var page = await PageAsync("/account");
        Assert.Contains("value=\"Ada &lt;b&gt;\"", page, StringComparison.Ordinal);
        Assert.Contains("ada@example.com <span class=\"good\">is confirmed", page, StringComparison.Ordinal);
        using var answer = await PostAsync("/account/name", ("name", "Ada Lovelace"));

        Assert.Equal("/account?done=name", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"name":"Ada Lovelace"}""", gateway.Sent("PATCH /users/me").Body);
    }

    [Fact]
    public async Task Refused_name_is_named_beside_its_field_and_shown_again()
    {
        gateway.Answer(
            "PATCH /users/me", """{ "title": "No.", "errors": { "name": ["must not have a web address"] } }""", status: 400);

        using var answer = await PostAsync("/account/name", ("name", "https://example.com"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("id=\"name-error\">Name must not have a web address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"https://example.com\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_is_added_and_a_refused_one_is_shown_again()
    {
        gateway.Answer("POST /users/me/addresses", "{}", status: 201);
        (string, string)[] fields = [("name", "Ada"), ("street", "Lane 2"), ("city", "Köln"), ("postalCode", "50667"), ("country", "DE")];

        using var added = await PostAsync("/account/addresses", fields);
        gateway.Answer(
            "POST /users/me/addresses", """{ "title": "No.", "errors": { "postalCode": ["must be a postal code of DE"] } }""", status: 400);
        using var refused = await PostAsync("/account/addresses", fields);

        Assert.Equal("/account/addresses", added.Headers.Location?.OriginalString);
        var sent = JsonNode.Parse(gateway.Calls("POST /users/me/addresses")[0].Body)!;
        Assert.Equal(("Köln", "DE", false), ((string)sent["city"]!, (string)sent["country"]!, (bool)sent["isDefault"]!));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("must be a postal code of DE", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Lane 2\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_address_keeps_its_fields()
    {
        gateway.Answer($"PUT /users/me/addresses/{Address}", "{}");

        using var answer = await PostAsync($"/account/addresses/{Address}/default");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var sent = JsonNode.Parse(gateway.Sent($"PUT /users/me/addresses/{Address}").Body)!;
        Assert.Equal(("Road 1", "53111", true), ((string)sent["street"]!, (string)sent["postalCode"]!, (bool)sent["isDefault"]!));
    }

    [Fact]
    public async Task New_password_signs_out_here_too()
    {
        gateway.Answer("POST /users/me/password", """{ "deviceToken": "a-device-token" }""");

        using var answer = await PostAsync(
            "/account/security/password", ("currentPassword", "old one 123"), ("newPassword", "new one 456"));

        Assert.Equal("/login?return=/account/security", answer.Headers.Location?.OriginalString);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("session=;", StringComparison.Ordinal));
        Assert.Contains(
            answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("device=a-device-token;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Export_is_a_file_that_no_cache_keeps_and_has_the_cards_without_what_pays()
    {
        gateway.Answer("GET /users/me/export", """{ "account": { "name": "Ada" } }""");
        gateway.Answer("GET /payments/methods", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000e1", "token": "tok_saved", "brand": "visa", "last4": "4242",
              "expiryMonth": 12, "expiryYear": 2045, "createdAt": "2026-01-02T03:04:05Z" } ] }
            """);

        using var answer = await SendAsync(HttpMethod.Get, "/account/data/export");

        Assert.Equal("my-data.json", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var file = await answer.Content.ReadAsStringAsync();
        var export = JsonNode.Parse(file)!;
        var card = Assert.Single(export["savedCards"]!.AsArray())!.AsObject();
        Assert.Equal("Ada", (string)export["account"]!["name"]!);
        Assert.Equal(["id", "brand", "last4", "expiryMonth", "expiryYear", "createdAt"], card.Select(member => member.Key));
        Assert.Equal(
            ("visa", "4242", 12, 2045, "2026-01-02T03:04:05+00:00"),
            ((string)card["brand"]!, (string)card["last4"]!, (int)card["expiryMonth"]!, (int)card["expiryYear"]!,
                (string)card["createdAt"]!));
        Assert.DoesNotContain("tok_saved", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_needs_the_password_and_ends_the_session()
    {
        gateway.Answer("DELETE /users/me", """{ "title": "The password is wrong." }""", status: 403);
        using var refused = await PostAsync("/account/data/erase", ("password", "wrong"));
        gateway.Answer("DELETE /users/me", "{}");
        using var erased = await PostAsync("/account/data/erase", ("password", "right one 1"));

        Assert.Contains("The password is wrong.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/", erased.Headers.Location?.OriginalString);
        Assert.Equal("""{"password":"right one 1"}""", gateway.Sent("DELETE /users/me").Body);
        Assert.Contains(erased.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("renewal=;", StringComparison.Ordinal));
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
        => SendAsync(HttpMethod.Post, path, fields);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", "session=a-token");
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.SendAsync(request);
    }
}
