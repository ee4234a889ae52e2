using System.Net;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class MiddlewareTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("sqlmap/1.7 (https://sqlmap.org)")]
    [InlineData("Mozilla/5.0 (compatible; AhrefsBot/7.0)")]
    public async Task Denied_user_agent_returns_403(string? userAgent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/products");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using var answer = await gateway.WithoutUserAgent.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(":bot-refused", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_probe_without_user_agent_returns_200()
        => Assert.Equal(HttpStatusCode.OK, (await gateway.WithoutUserAgent.GetAsync("/health")).StatusCode);

    [Fact]
    public async Task Preflight_of_an_allowed_origin_is_cached_for_an_hour()
    {
        using var answer = await PreflightAsync(GatewayFixture.Origin);

        Assert.Equal(GatewayFixture.Origin, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(answer, "Access-Control-Allow-Credentials"));
        Assert.Equal("3600", Header(answer, "Access-Control-Max-Age"));
        foreach (var method in new[] { "POST", "PATCH" })
            Assert.Contains(method, Header(answer, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key", Header(answer, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preflight_of_an_unknown_origin_has_no_CORS_headers()
    {
        using var answer = await PreflightAsync("https://evil.example");
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Refused_request_of_an_allowed_origin_has_CORS_headers()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders");
        request.Headers.Add("Origin", GatewayFixture.Origin);
        request.Headers.Add("Authorization", "Bearer nonsense");
        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(GatewayFixture.Origin, Header(answer, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Valid_request_id_is_kept_and_forwarded()
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await GetAsync($"/products?{mark}", "checkout-7.a_b");

        Assert.Equal("checkout-7.a_b", Header(answer, "X-Request-Id"));
        Assert.Equal("checkout-7.a_b", gateway.Services["catalog-service"].Request(mark).Header("X-Request-Id"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("<script>")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Missing_or_invalid_request_id_is_replaced(string? given)
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await GetAsync($"/products?{mark}", given);

        var id = Header(answer, "X-Request-Id");
        Assert.True(Guid.TryParse(id, out _), id);
        Assert.Equal(id, gateway.Services["catalog-service"].Request(mark).Header("X-Request-Id"));
    }

    [Fact]
    public async Task Refused_request_has_a_request_id()
    {
        using var answer = await gateway.Http.GetAsync("/nowhere");
        Assert.NotEmpty(Header(answer, "X-Request-Id"));
    }

    private async Task<HttpResponseMessage> PreflightAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/orders");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key");
        return await gateway.Http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? requestId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (requestId is not null)
            request.Headers.TryAddWithoutValidation("X-Request-Id", requestId);
        return await gateway.Http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
