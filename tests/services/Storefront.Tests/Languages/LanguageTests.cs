using System.Net;
using Ecommerce.Storefront.Tests.Browser;

namespace Ecommerce.Storefront.Tests.Languages;

/// <summary>Which language a page has, and that it stays in it.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class LanguageTests
{
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public LanguageTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        SmallShop.Open(gateway);
    }

    [Theory]
    [InlineData("/", "en", "Sign in")]
    [InlineData("/de/", "de", "Anmelden")]
    [InlineData("/de", "de", "Anmelden")]
    [InlineData("/de/no-such-page", "de", "Diese Seite gibt es nicht.")]
    public async Task Path_says_the_language_whatever_the_browser_prefers(string path, string tag, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Language", "fr, de;q=0.9, en;q=0.8");
        using var answer = await browser.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains($"<html lang=\"{tag}\">", page, StringComparison.Ordinal);
        Assert.Contains(text, HtmlTexts.Of(page));
    }

    [Theory]
    [InlineData("/de/style.css")]
    [InlineData("/de/media/1200x1200-00000000000000000000000000000001")]
    [InlineData("/de/robots.txt")]
    [InlineData("/de/health")]
    [InlineData("/de/metrics")]
    [InlineData("/de/office")]
    [InlineData("/de/de/cart")]
    [InlineData("/DE/cart")]
    public async Task What_is_no_page_has_one_address(string path)
    {
        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Page_names_its_addresses_in_all_languages()
    {
        var (english, german) = (await browser.GetStringAsync("/products"), await browser.GetStringAsync("/de/products"));
        var origin = browser.BaseAddress!.GetLeftPart(UriPartial.Authority);

        Assert.Contains($"<link rel=\"canonical\" href=\"{origin}/products\"", english, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{origin}/de/products\"", german, StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:locale\" content=\"de_DE\"", german, StringComparison.Ordinal);
        foreach (var page in (string[])[english, german])
        {
            Assert.Contains($"hreflang=\"en\" href=\"{origin}/products\"", page, StringComparison.Ordinal);
            Assert.Contains($"hreflang=\"de\" href=\"{origin}/de/products\"", page, StringComparison.Ordinal);
            Assert.Contains($"hreflang=\"x-default\" href=\"{origin}/products\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Switch_stays_on_the_page_and_is_remembered()
    {
        var page = await browser.GetStringAsync("/products?brand=Nomad");
        Assert.Contains("name=\"page\" value=\"/products?brand=Nomad\"", page, StringComparison.Ordinal);
        using var chosen = await PostAsync("/language", cookies: null, ("language", "de"), ("page", "/products?brand=Nomad"));

        Assert.Equal("/de/products?brand=Nomad", chosen.Headers.Location?.OriginalString);
        Assert.Contains("language=de", CookieOf(chosen), StringComparison.Ordinal);

        using var later = await GetAsync("/products?brand=Nomad", "language=de");
        Assert.Equal("/de/products?brand=Nomad", later.Headers.Location?.OriginalString);
        Assert.Equal("Cookie", later.Headers.Vary.ToString());

        using var back = await PostAsync("/de/language", "language=de", ("language", "en"), ("page", "/cart"));
        Assert.Equal("/cart", back.Headers.Location?.OriginalString);
        Assert.Contains("language=en", CookieOf(back), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_leads_no_form_and_no_part_of_a_page_elsewhere()
    {
        using var part = new HttpRequestMessage(HttpMethod.Get, "/search/suggestions?q=tent");
        part.Headers.Add("HX-Request", "true");
        part.Headers.Add("Cookie", "language=de");
        using var shown = await browser.SendAsync(part);
        using var file = await GetAsync("/robots.txt", "language=de");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (shown.StatusCode, file.StatusCode));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/de//evil.example")]
    [InlineData("https://evil.example/")]
    public async Task Switch_leads_to_no_other_site(string page)
    {
        using var chosen = await PostAsync("/language", cookies: null, ("language", "de"), ("page", page));

        Assert.Equal("/de/", chosen.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Sign_in_brings_the_language_of_the_account()
    {
        gateway.Answer("POST /users/login", ReviewTests.Tokens("none"));
        gateway.Answer("GET /users/me", Account("\"de-CH\""));

        using var answer = await PostAsync("/login", cookies: null, ("email", "a@example.com"), ("password", "p"), ("returnTo", "/cart"));

        Assert.Equal("/cart", answer.Headers.Location?.OriginalString);
        Assert.Contains("language=de;", CookieOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("PATCH /users/me", gateway.Asked);
    }

    [Fact]
    public async Task Sign_in_on_a_German_page_gives_an_account_without_a_language_German()
    {
        gateway.Answer("POST /users/login", ReviewTests.Tokens("none"));
        gateway.Answer("PATCH /users/me", "{}");

        using var answer = await PostAsync(
            "/de/login", cookies: null, ("email", "a@example.com"), ("password", "p"), ("returnTo", "/cart"));

        Assert.Equal("/de/cart", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"locale":"de"}""", gateway.Sent("PATCH /users/me").Body);
    }

    [Fact]
    public async Task Switch_of_a_signed_in_shopper_changes_the_account()
    {
        gateway.Answer("PATCH /users/me", "{}");

        using var answer = await PostAsync("/de/language", "session=e30.e30.e30", ("language", "en"), ("page", "/account"));

        Assert.Equal("/account", answer.Headers.Location?.OriginalString);
        Assert.Equal("""{"locale":"en"}""", gateway.Sent("PATCH /users/me").Body);
    }

    [Fact]
    public async Task Profile_chooses_the_language_of_the_account_and_of_the_shop()
    {
        gateway.Answer("GET /users/me", Account("\"de-CH\""));
        gateway.Answer("PATCH /users/me", "{}");
        using var shown = await GetAsync("/account", "session=e30.e30.e30");
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Contains("<option value=\"de\" lang=\"de\" selected>Deutsch</option>", page, StringComparison.Ordinal);

        using var chosen = await PostAsync("/account/language", "session=e30.e30.e30", ("language", "de"));

        Assert.Equal("/de/account?done=language", chosen.Headers.Location?.OriginalString);
        Assert.Equal("""{"locale":"de"}""", gateway.Sent("PATCH /users/me").Body);
        Assert.Contains("language=de;", CookieOf(chosen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_is_put_into_the_language_of_the_page()
    {
        gateway.Answer(
            "POST /users/login", """{ "type": "urn:ecommerce:problem:wrong-credentials", "title": "Wrong." }""", status: 401);

        using var answer = await PostAsync("/de/login", cookies: null, ("email", "a@example.com"), ("password", "p"));

        Assert.Contains(
            "Die E-Mail-Adresse oder das Passwort ist falsch.", HtmlTexts.Of(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task What_is_wrong_with_fields_is_said_in_the_language_of_the_page()
    {
        gateway.Answer("POST /users", """
            { "type": "about:blank", "title": "Bad.", "errors": { "email": ["must be an address"], "password": ["is too short"],
              "birthday": ["must be a day"] } }
            """, status: 400);

        using var answer = await PostAsync(
            "/de/register", cookies: null, ("email", "a"), ("password", "p"), ("name", "Ada"), ("returnTo", "/cart"));
        var texts = HtmlTexts.Of(await answer.Content.ReadAsStringAsync());

        Assert.Contains("Bitte geben Sie eine gültige E-Mail-Adresse ein.", texts);
        Assert.Contains(texts, text => text.StartsWith("Bitte prüfen Sie das Passwort", StringComparison.Ordinal));
        Assert.Contains("Bitte prüfen Sie dieses Feld.", texts);
        Assert.DoesNotContain(texts, text => text.Contains("must be", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Login_that_a_German_page_needs_is_German_and_leads_back()
    {
        gateway.Answer("GET /orders", """{ "title": "Sign in first." }""", status: 401);

        using var answer = await browser.GetAsync("/de/orders?after=x");

        Assert.Equal("/de/login?return=%2Forders%3Fafter%3Dx", answer.Headers.Location?.OriginalString);
    }

    private static string Account(string locale) => $$"""
        { "id": "0190a5a0-0000-7000-8000-0000000000bb", "email": "ada@example.com", "emailVerified": true, "pendingEmail": null,
          "name": "Ada", "createdAt": "2026-01-01T00:00:00Z", "locale": {{locale}} }
        """;

    private static string CookieOf(HttpResponseMessage answer)
        => string.Join("; ", answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);

    private async Task<HttpResponseMessage> GetAsync(string path, string cookies)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookies);
        return await browser.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? cookies, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.ToDictionary(field => field.Name, field => field.Value)),
        };
        if (cookies is not null)
            request.Headers.Add("Cookie", cookies);
        return await browser.SendAsync(request);
    }
}
