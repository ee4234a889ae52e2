using System.Net;
using System.Text.Json.Nodes;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class RoutingTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("/users", "user-service")]
    [InlineData("/users/me", "user-service")]
    [InlineData("/.well-known/jwks.json", "user-service")]
    [InlineData("/users/login", "user-service")]
    [InlineData("/products", "catalog-service")]
    [InlineData("/products/0190b6b5-0000-7000-8000-000000000000", "catalog-service")]
    [InlineData("/products/import", "catalog-service")]
    [InlineData("/categories", "catalog-service")]
    [InlineData("/carts/me/items", "cart-service")]
    [InlineData("/orders", "order-service")]
    [InlineData("/orders/7/events", "order-service")]
    [InlineData("/payments/methods", "payment-service")]
    [InlineData("/notifications/failed", "notification-service")]
    [InlineData("/reviews/mine", "review-service")]
    [InlineData("/search?q=tent", "search-service")]
    [InlineData("/analytics/revenue", "analytics-service")]
    public async Task A_path_reaches_its_service_unchanged(string path, string service)
    {
        var mark = GatewayFixture.NewMark();
        Assert.Equal(service, await gateway.Http.GetStringAsync($"{path}?q=a%20b%2Fc&mark={mark}"));
        Assert.Equal($"{path}?q=a%20b%2Fc&mark={mark}", gateway.Services[service].Request(mark).Target);
    }

    [Theory]
    [InlineData("/usersfoo")]
    [InlineData("/v1/check/other")]
    [InlineData("/users/..%2Fmetrics")]
    [InlineData("/catalog-service/health")]
    public async Task Nothing_else_reaches_a_service(string path)
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await gateway.Http.GetAsync($"{path}?{mark}");
        var reached = gateway.Services.Values.SelectMany(service => service.Seen).Where(request => request.Target.Contains(mark, StringComparison.Ordinal));
        Assert.All(reached, request => Assert.StartsWith("/users/..%2F", request.Target, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    public async Task What_services_keep_to_themselves_is_the_gateways_own(string path)
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await gateway.Http.GetAsync($"{path}?{mark}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(gateway.Services.Values.SelectMany(service => service.Seen), request => request.Target.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_services_description_is_found_under_its_name()
    {
        var mark = GatewayFixture.NewMark();
        Assert.Equal("cart-service", await gateway.Http.GetStringAsync($"/openapi/cart-service/v1.json?{mark}"));
        Assert.Equal($"/openapi/v1.json?{mark}", gateway.Services["cart-service"].Request(mark).Target);
    }

    [Fact]
    public async Task The_root_lists_what_is_where()
    {
        var routes = JsonNode.Parse(await gateway.Http.GetStringAsync("/"))!.AsArray();
        Assert.Contains(routes, route => route!["path"]!.GetValue<string>() == "/orders" && route["service"]!.GetValue<string>() == "order-service");
    }

    [Fact]
    public async Task A_service_sees_the_true_caller_whatever_the_caller_claims()
    {
        var mark = GatewayFixture.NewMark();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/products?{mark}");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await gateway.Http.SendAsync(request);

        var seen = gateway.Services["catalog-service"].Request(mark);
        Assert.Contains(seen.Header("X-Forwarded-For"), (string[])["127.0.0.1", "::1", "::ffff:127.0.0.1"]);
        Assert.Equal("http", seen.Header("X-Forwarded-Proto"));
        Assert.Equal(gateway.Http.BaseAddress!.Authority, seen.Header("X-Forwarded-Host"));
        Assert.Equal(new Uri(gateway.Services["catalog-service"].Address).Authority, seen.Header("Host"));
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", seen.Header("traceparent"));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    // Earlier entries are the client's own words.
    [InlineData("198.51.100.1, 203.0.113.9", "203.0.113.9")]
    [InlineData("203.0.113.9, 127.0.0.5", "203.0.113.9")]
    public async Task A_proxy_that_is_trusted_is_believed_about_its_client(string forwarded, string client)
    {
        await using var trusting = await gateway.StartAsync(("TrustedProxies__0", "127.0.0.0/8"));
        var mark = GatewayFixture.NewMark();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/products?{mark}");
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await trusting.Client.SendAsync(request);

        Assert.Equal(client, gateway.Services["catalog-service"].Request(mark).Header("X-Forwarded-For"));
    }
}
