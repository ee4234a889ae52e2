using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Tests;

[Collection(StorefrontCollection.Name)]
public sealed class ReviewTests
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";
    private const string ReviewId = "0190a5a0-0000-7000-8000-0000000000aa";
    private const string Rating =
        "{ \"productId\": \"" + Id + "\", \"count\": 4, \"average\": 3.75, \"histogram\": [1, 0, 0, 1, 2], \"version\": 9 }";

    private readonly Guid renewal = Guid.CreateVersion7();
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public ReviewTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer("POST /users/refresh", Tokens("reviews:moderate"));
        gateway.Answer($"GET /products/{Id}", $$"""
            { "id": "{{Id}}", "name": "Tent", "description": "Sleeps two.", "brand": "Nomad", "category": "Camping",
              "variants": [ { "sku": "TENT", "options": {}, "price": { "amount": 50, "currency": "EUR" }, "available": 3 } ] }
            """);
        gateway.Answer($"GET /reviews/products/{Id}/rating", Rating);
        gateway.Answer($"GET /reviews/products/{Id}", $$"""{ "items": [ {{Review()}} ], "next": "a-cursor" }""");
        gateway.Answer("GET /reviews/mine", """{ "items": [], "next": null }""");
    }

    [Fact]
    public async Task Product_page_shows_reviews_and_rating()
    {
        var (_, page) = await GetAsync($"/products/{Id}", signedIn: false);
        foreach (var text in new[]
            {
                "3.75", "4 reviews", "Ada &lt;b&gt;", "verified purchase", "Dry, even in rain.", "2 found it helpful",
                $"/products/{Id}?after=a-cursor#reviews", "Sign in",
            })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /reviews/mine", gateway.Asked);
    }

    [Fact]
    public async Task Product_page_is_shown_while_review_service_is_down()
    {
        gateway.Answer($"GET /reviews/products/{Id}/rating", """{ "title": "Away." }""", status: 503);
        var (status, page) = await GetAsync($"/products/{Id}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Sleeps two.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Your review", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Product_page_does_not_wait_for_slow_reviews()
    {
        gateway.Hang($"GET /reviews/products/{Id}");
        var (status, page) = await GetAsync($"/products/{Id}").WaitAsync(TimeSpan.FromSeconds(8));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Sleeps two.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_section_is_reloaded_in_another_order()
    {
        var (_, part) = await GetAsync($"/products/{Id}/reviews?sort=lowest&stars=1");
        Assert.StartsWith("<section id=\"reviews\"", part.TrimStart(), StringComparison.Ordinal);
        Assert.Contains($"/products/{Id}/reviews?sort=lowest&amp;stars=1&amp;after=a-cursor", part, StringComparison.Ordinal);
        Assert.Contains("All of them", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_review_is_edited_with_the_version_that_was_read()
    {
        gateway.Answer("POST /reviews", Review());
        gateway.Answer($"PUT /reviews/{ReviewId}", Review());
        using var written = await PostAsync(
            $"/products/{Id}/reviews", ("stars", "4"), ("text", "Good."), ("title", ""), ("displayName", "Ada"));
        Assert.Equal($"/products/{Id}#reviews", written.Headers.Location?.OriginalString);
        var sent = JsonNode.Parse(gateway.Sent("POST /reviews").Body)!;
        Assert.Equal(
            (Id, 4, "Good.", "Ada"),
            ((string)sent["productId"]!, (int)sent["stars"]!, (string)sent["text"]!, (string)sent["displayName"]!));

        gateway.Answer(
            "GET /reviews/mine", $$"""{ "items": [ {{Review(own: true, state: "rejected", reason: "Too short.")}} ], "next": null }""");
        var (_, page) = await GetAsync($"/products/{Id}");
        Assert.Contains("It was not published: Too short.", page, StringComparison.Ordinal);
        Assert.Contains("name=\"version\" value=\"3\"", page, StringComparison.Ordinal);
        using var edited = await PostAsync(
            $"/products/{Id}/reviews", ("stars", "2"), ("text", "Longer."), ("reviewId", ReviewId), ("version", "3"));
        Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);
        Assert.Equal("\"3\"", gateway.Sent($"PUT /reviews/{ReviewId}").IfMatch);
    }

    [Fact]
    public async Task Rejected_review_form_shows_a_message_and_what_was_written_on_the_product_page()
    {
        gateway.Answer(
            "POST /reviews", """{ "title": "No.", "errors": { "displayName": ["must not be an email address or a telephone number"] } }""",
            status: 400);
        using var answer = await PostAsync(
            $"/products/{Id}/reviews", ("stars", "4"), ("title", "A long one"), ("text", "Three paragraphs."), ("displayName", "a@b.c"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Display name must not be", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"4\" selected", page, StringComparison.Ordinal);
        Assert.Contains("value=\"A long one\"", page, StringComparison.Ordinal);
        Assert.Contains(">Three paragraphs.</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"a@b.c\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_can_be_deleted_voted_on_and_reported()
    {
        gateway.Answer($"DELETE /reviews/{ReviewId}", "");
        gateway.Answer($"PUT /reviews/{ReviewId}/vote", Review());
        gateway.Answer($"DELETE /reviews/{ReviewId}/vote", Review());
        gateway.Answer($"POST /reviews/{ReviewId}/reports", "");
        (await PostAsync($"/products/{Id}/reviews/{ReviewId}/delete", ("version", "3"))).Dispose();
        Assert.Equal("\"3\"", gateway.Sent($"DELETE /reviews/{ReviewId}").IfMatch);
        (await PostAsync($"/products/{Id}/reviews/{ReviewId}/vote", ("helpful", "false"))).Dispose();
        Assert.Contains("false", gateway.Sent($"PUT /reviews/{ReviewId}/vote").Body, StringComparison.Ordinal);
        (await PostAsync($"/products/{Id}/reviews/{ReviewId}/vote", ("helpful", "withdrawn"))).Dispose();
        Assert.Contains($"DELETE /reviews/{ReviewId}/vote", gateway.Asked);
        (await PostAsync($"/products/{Id}/reviews/{ReviewId}/report", ("reason", "spam"))).Dispose();
        Assert.Contains("spam", gateway.Sent($"POST /reviews/{ReviewId}/reports").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Htmx_vote_returns_only_the_review()
    {
        gateway.Answer($"PUT /reviews/{ReviewId}/vote", Review());
        gateway.Answer($"GET /reviews/{ReviewId}", Review(vote: "true"));
        using var request = Form($"/products/{Id}/reviews/{ReviewId}/vote", ("helpful", "true"));
        request.Headers.Add("HX-Request", "true");
        using var answer = await browser.SendAsync(request);
        var card = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("<li", card.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("aria-pressed=\"true\"", card, StringComparison.Ordinal);
    }

    internal static string Tokens(string permission)
    {
        var payload = System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{ "permissions": ["{{permission}}"] }"""));
        return $$"""
            { "accessToken": "e30.{{payload}}.e30", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }
            """;
    }

    private static string Review(bool own = false, string state = "published", string? reason = null, string vote = "null") => $$"""
        { "id": "{{ReviewId}}", "productId": "{{Id}}", "author": "Ada <b>", "stars": 4, "title": "Good", "text": "Dry, even in rain.",
          "state": "{{state}}",
          "reason": {{(reason is null ? "null" : $"\"{reason}\"")}}, "verifiedPurchase": true, "helpful": 2, "unhelpful": 1, "version": 3,
          "writtenAt": "2026-01-01T00:00:00Z", "changedAt": "2026-01-01T00:00:00Z", "own": {{(own ? "true" : "false")}}, "vote": {{vote}} }
        """;

    private async Task<(HttpStatusCode Status, string Page)> GetAsync(string path, bool signedIn = true)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (signedIn)
            request.Headers.Add("Cookie", $"renewal={renewal}");
        using var answer = await browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var request = Form(path, fields);
        return await browser.SendAsync(request);
    }

    private HttpRequestMessage Form(string path, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Cookie", $"renewal={renewal}");
        return request;
    }
}
