using System.Net;
using Ecommerce.Conformance;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>Orders that are opened by the link in a mail.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class OrderLinkTests
{
    private const string Id = "0190a5a0-0000-7000-8000-0000000000ee";
    private const string Key = "0123456789abcdef0123456789abcdef";
    private const string Page = $"/orders/{Id}";

    private readonly StorefrontFixture fixture;
    private readonly StubGateway gateway;
    private readonly HttpClient browser;

    public OrderLinkTests(StorefrontFixture fixture)
    {
        (this.fixture, gateway, browser) = (fixture, fixture.Gateway, fixture.Browser);
        gateway.Forget();
        gateway.Answer($"GET {Page}", """{ "title": "Sign in first." }""", status: 401);
    }

    [Theory]
    [InlineData(Page)]
    [InlineData($"{Page}/returns/0190a5a0-0000-7000-8000-0000000000ef/label")]
    public async Task Key_moves_from_the_address_into_a_cookie_of_its_orders_pages(string page)
    {
        using var answer = await GetAsync($"{page}?key={Key}");

        Assert.Equal(page, answer.Headers.Location?.OriginalString);
        var cookie = Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("order-key=", StringComparison.Ordinal)
                && !cookie.Contains("path=/de/", StringComparison.Ordinal));
        Assert.StartsWith($"order-key={Key};", cookie, StringComparison.Ordinal);
        Assert.Contains($"path={Page}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        AssertPrivate(answer);
        Assert.Empty(gateway.Asked);
        Assert.DoesNotContain(Key, fixture.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_shows_the_order_without_a_session_to_read_alone()
    {
        gateway.Answer($"GET {Page}/by-key", Order("Cancelled"));
        using var answer = await GetAsync(Page, $"order-key={Key}");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        AssertPrivate(answer);
        Assert.Contains("A tent", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Try again", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/account/registration", page, StringComparison.Ordinal);
        var call = Assert.Single(gateway.Calls($"GET {Page}/by-key"));
        Assert.Equal(Key, call.Headers["X-Order-Key"]);
        Assert.Equal("", call.Query);
    }

    [Fact]
    public async Task Key_is_neither_logged_nor_traced()
    {
        gateway.Answer($"GET {Page}/by-key", Order("Placed"));
        await using var collector = await TelemetryCollector.StartAsync();
        await using var storefront = await fixture.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", $"{collector.Address}"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"));
        using var opened = await storefront.Client.GetAsync($"{Page}?key={Key}");
        using var shown = await GetAsync(Page, $"order-key={Key}", storefront.Client);

        await Eventually.Async(
            () => collector.Traces.Contains($"{Page}/by-key", StringComparison.Ordinal), "the call of the gateway is traced");
        Assert.Contains(Page, collector.ValuesOf("url.path"));
        Assert.DoesNotContain(Key, collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, storefront.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_follows_the_key()
    {
        gateway.Answer($"GET {Page}/by-key", Order("Placed"));
        using var answer = await GetAsync($"{Page}/status", $"order-key={Key}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(Key, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Key)]
    [InlineData("no%0d%0akey")]
    [InlineData("")]
    public async Task Wrong_key_leads_to_the_login_like_an_unknown_order(string key)
    {
        using var first = await GetAsync($"{Page}?key={key}");
        using var answer = await GetAsync(Page, $"order-key={key}");

        Assert.Equal(Page, first.Headers.Location?.OriginalString);
        Assert.Equal($"/login?return={Uri.EscapeDataString(Page)}", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Buyer_with_a_session_needs_no_key_and_a_guest_is_offered_to_register()
    {
        gateway.Answer($"GET {Page}", Order("Cancelled"));
        gateway.Answer("GET /users/me", """
            { "id": "0190a5a0-0000-7000-8000-0000000000bb", "guest": true, "email": "ada@example.com", "emailVerified": false,
              "pendingEmail": null, "name": "Ada", "createdAt": "2026-01-01T00:00:00Z" }
            """);
        using var answer = await GetAsync(Page, "session=a-token");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("action=\"/account/registration\"", page, StringComparison.Ordinal);
        Assert.Contains("Try again", page, StringComparison.Ordinal);
    }

    private static void AssertPrivate(HttpResponseMessage answer)
    {
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    private static string Order(string status)
    {
        const string price = """{ "amount": 10, "currency": "EUR" }""";
        return $$"""
            { "id": "{{Id}}", "status": "{{status}}", "createdAt": "2026-01-01T00:00:00Z",
              "lines": [ { "sku": "TENT", "name": "A tent", "quantity": 1, "unitPrice": {{price}}, "lineTotal": {{price}} } ],
              "subtotal": {{price}}, "discount": {{price}}, "shipping": {{price}}, "tax": {{price}}, "taxIncluded": {{price}},
              "total": {{price}},
              "shippingAddress": { "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE" },
              "cancellationReason": {{(status == "Cancelled" ? "\"timed-out\"" : "null")}},
              "history": [ { "status": "{{status}}", "at": "2026-01-01T00:00:00Z" } ] }
            """;
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? cookie = null, HttpClient? other = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await (other ?? browser).SendAsync(request);
    }
}
