using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

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
    [InlineData("/features", "user-service")]
    [InlineData("/settings/shop", "order-service")]
    [InlineData("/media/400x200-0123456789abcdef0123456789abcdef/320.webp", "catalog-service")]
    [InlineData("/carts/me/items", "cart-service")]
    [InlineData("/orders", "order-service")]
    [InlineData("/orders/7/events", "order-service")]
    [InlineData("/payments/methods", "payment-service")]
    [InlineData("/notifications/failed", "notification-service")]
    [InlineData("/reviews/mine", "review-service")]
    [InlineData("/search?q=tent", "search-service")]
    [InlineData("/analytics/revenue", "analytics-service")]
    public async Task Path_reaches_its_service_unchanged(string path, string service)
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
    public async Task Unlisted_path_reaches_no_service(string path)
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await gateway.Http.GetAsync($"{path}?{mark}");
        var reached = gateway.Services.Values.SelectMany(service => service.Seen).Where(
            request => request.Target.Contains(mark, StringComparison.Ordinal));
        Assert.All(reached, request => Assert.StartsWith("/users/..%2F", request.Target, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/openapi/v1.json")]
    public async Task Operational_path_is_answered_by_the_gateway_itself(string path)
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await gateway.Http.GetAsync($"{path}?{mark}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(
            gateway.Services.Values.SelectMany(service => service.Seen), request => request.Target.Contains(
                mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAPI_document_of_a_service_is_found_under_its_name()
    {
        var mark = GatewayFixture.NewMark();
        Assert.Equal("cart-service", await gateway.Http.GetStringAsync($"/openapi/cart-service/v1.json?{mark}"));
        Assert.Equal($"/openapi/v1.json?{mark}", gateway.Services["cart-service"].Request(mark).Target);
    }

    [Fact]
    public async Task Root_lists_the_routes()
    {
        var routes = JsonNode.Parse(await gateway.Http.GetStringAsync("/"))!.AsArray();
        Assert.Contains(
            routes, route => route!["path"]!.GetValue<string>() == "/orders" && route["service"]!.GetValue<string>() == "order-service");
    }

    [Fact]
    public async Task Forwarded_headers_of_the_caller_are_replaced()
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
    public async Task Trusted_proxy_sets_the_client_address(string forwarded, string client)
    {
        await using var trusting = await gateway.StartAsync(("TrustedProxies__0", "127.0.0.0/8"));
        var mark = GatewayFixture.NewMark();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/products?{mark}");
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await trusting.Client.SendAsync(request);

        Assert.Equal(client, gateway.Services["catalog-service"].Request(mark).Header("X-Forwarded-For"));
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9")]
    [InlineData("198.51.100.1, 203.0.113.9", "203.0.113.9")]
    public async Task Storefront_that_proves_itself_sets_the_client_address(string forwarded, string client)
    {
        var mark = GatewayFixture.NewMark();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/products?{mark}");
        TestProxy.AddTo(request, forwarded);
        using var answer = await gateway.Http.SendAsync(request);

        var seen = gateway.Services["catalog-service"].Request(mark);
        Assert.Equal((client, TestProxy.Secret), (seen.Header("X-Forwarded-For"), seen.Header("X-Proxy-Secret")));
    }

    [Fact]
    public async Task Caller_on_the_same_machine_without_the_secret_is_not_believed()
    {
        var mark = GatewayFixture.NewMark();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/products?{mark}");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Proxy-Secret", "a guess that is as long");
        using var answer = await gateway.Http.SendAsync(request);

        var seen = gateway.Services["catalog-service"].Request(mark);
        Assert.NotEqual("203.0.113.9", seen.Header("X-Forwarded-For"));
        Assert.Equal(TestProxy.Secret, seen.Header("X-Proxy-Secret"));
    }

    [Fact]
    public async Task Probes_metrics_and_descriptions_are_404_through_an_ingress_and_answer_inside()
    {
        await using var production = await gateway.StartAsync(("ASPNETCORE_ENVIRONMENT", "Production"));
        foreach (var path in (string[])["/health", "/alive", "/v1/check/readiness", "/metrics", "/openapi/v1.json"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            using var outside = await production.Client.SendAsync(request);
            using var inside = await production.Client.GetAsync(path);

            Assert.Equal((path, HttpStatusCode.NotFound), (path, outside.StatusCode));
            Assert.Equal((path, HttpStatusCode.OK), (path, inside.StatusCode));
        }
    }
}
