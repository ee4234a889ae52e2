using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>What analytics-service is told of visitors, and what it is not told.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class VisitTests
{
    private const string Id = "0190a5a0-0000-7000-8000-000000000001";
    private const string Told = "POST /analytics/visits";
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0";
    private const string Tent = $$"""
        { "id": "{{Id}}", "name": "Tent", "description": "Sleeps two.", "brand": "Nomad", "category": "Camping",
          "variants": [ { "sku": "TENT", "options": {}, "price": { "amount": 50, "currency": "EUR" }, "available": 3 } ] }
        """;

    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public VisitTests(StorefrontFixture fixture)
    {
        (gateway, browser) = (fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer(
            "POST /users/refresh",
            """{ "accessToken": "an-access-token", "tokenType": "Bearer", "expiresIn": 3600, "refreshToken": "a-refresh-token" }""");
        gateway.Answer("GET /products", $$"""{ "items": [ {{Tent}} ], "next": null }""");
        gateway.Answer("GET /categories", "[]");
        gateway.Answer($"GET /products/{Id}", Tent);
        gateway.Answer("GET /carts/me", """
            { "id": "me", "items": [{ "sku": "TENT", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Tent", "quantity": 1,
              "unitPrice": { "amount": 50, "currency": "EUR" },
              "available": 5, "lineTotal": { "amount": 50, "currency": "EUR" } }], "total": { "amount": 50, "currency": "EUR" },
                "notes": [] }
            """);
        gateway.Answer("POST /carts/me/items", "{}");
        gateway.Answer(Told, "", status: 204);
    }

    [Fact]
    public async Task Visit_steps_to_the_checkout_are_sent_without_identifying_the_visitor()
    {
        await SendAsync(HttpMethod.Get, "/");
        await StepsAsync(1);
        await SendAsync(HttpMethod.Get, $"/products/{Id}");
        await StepsAsync(2);
        await SendAsync(HttpMethod.Post, "/cart/items", fields: [("sku", "TENT"), ("quantity", "1")]);
        await StepsAsync(3);
        await SendAsync(HttpMethod.Get, "/checkout");

        var steps = await StepsAsync(4);
        Assert.Equal(["visit", "product", "cart", "checkout"], steps.Select(step => (string)Body(step)["kind"]!));
        Assert.Equal([null, Id, null, null], steps.Select(step => (string?)Body(step)["productId"]));
        Assert.Equal(4, steps.Select(step => (string)Body(step)["id"]!).Distinct().Count());
        foreach (var step in steps)
        {
            Assert.Equal((Browser, "127.0.0.1"), (step.Headers["User-Agent"], step.Headers["X-Forwarded-For"]));
            Assert.DoesNotContain(step.Headers.Keys, name => name is "Authorization" or "Cookie");
            Assert.Equal(["id", "kind", "productId", "testGroup"], Body(step).Select(member => member.Key).Order());
        }
    }

    [Fact]
    public async Task Request_without_a_page_is_not_a_visit()
    {
        gateway.Answer("GET /carts/me", """{ "id": "me", "items": [], "total": null, "notes": [] }""");
        gateway.Answer("POST /carts/me/items", """{ "title": "Sold out." }""", status: 409);
        await SendAsync(HttpMethod.Get, "/checkout");
        await SendAsync(HttpMethod.Get, "/products/0190a5a0-0000-7000-8000-00000000dead");
        await SendAsync(HttpMethod.Post, "/cart/items", fields: [("sku", "TENT"), ("quantity", "1")]);
        await SendAsync(HttpMethod.Get, "/checkout/quote?country=&discountCode=", headers: ("HX-Request", "true"));
        await SendAsync(HttpMethod.Get, "/", userAgent: null);
        await SendAsync(HttpMethod.Get, $"/products/{Id}");

        Assert.Equal("product", (string)Body((await StepsAsync(1))[^1])["kind"]!);
        Assert.Single(gateway.Calls(Told));
    }

    [Theory]
    [InlineData("DNT")]
    [InlineData("Sec-GPC")]
    public async Task Do_not_track_visitor_is_neither_counted_nor_in_a_group(string header)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"/products/{Id}", headers: (header, "1"));
        await SendAsync(HttpMethod.Get, "/");

        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("x-test-group", gateway.Calls($"GET /products/{Id}")[0].Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.Equal("visit", (string)Body(Assert.Single(await StepsAsync(1)))["kind"]!);
    }

    private static JsonObject Body(StubCall step) => JsonNode.Parse(step.Body)!.AsObject();

    private async Task<IReadOnlyList<StubCall>> StepsAsync(int count)
    {
        await Eventually.Async(() => gateway.Calls(Told).Count >= count, $"{count} steps are told");
        return gateway.Calls(Told);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? userAgent = Browser, (string Name, string Value)[]? fields = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (fields is not null)
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (userAgent is not null)
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        // Signed in without a cookie to be set, which the tests look at.
        request.Headers.Add("Cookie", "session=an-access-token");
        return await browser.SendAsync(request);
    }
}
