using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class TokenTests(GatewayFixture gateway)
{
    private static readonly Guid User = Guid.CreateVersion7();

    [Fact]
    public async Task Valid_token_is_forwarded()
    {
        var mark = GatewayFixture.NewMark();
        var token = gateway.Tokens.Issue(User);
        using var answer = await GetAsync($"/orders?{mark}", $"Bearer {token}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"Bearer {token}", gateway.Services["order-service"].Request(mark).Header("Authorization"));
    }

    [Fact]
    public async Task Anonymous_request_is_forwarded()
        => Assert.Equal("order-service", await gateway.Http.GetStringAsync("/orders"));

    [Fact]
    public async Task Expired_token_returns_401()
        => await AssertRefusedAsync(SignedWith(claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120));

    [Fact]
    public async Task Token_of_another_issuer_returns_401()
        => await AssertRefusedAsync(SignedWith(claims => claims["iss"] = "https://evil.example"));

    [Fact]
    public async Task Token_for_another_audience_returns_401() => await AssertRefusedAsync(SignedWith(claims => claims["aud"] = "other"));

    [Fact]
    public async Task Unsigned_token_returns_401()
        => await AssertRefusedAsync(TestKey.Token("none", gateway.Tokens.Key.Id, TestTokens.Claims(User), _ => []));

    [Fact]
    public async Task Token_with_a_forged_signature_returns_401()
    {
        using var forged = new TestKey();
        await AssertRefusedAsync(forged.Sign(TestTokens.Claims(User), gateway.Tokens.Key.Id));
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer")]
    [InlineData("Basic YTpi")]
    public async Task Malformed_authorization_returns_401(string authorization) => await AssertHeaderRefusedAsync(authorization);

    [Fact]
    public async Task Refresh_with_an_invalid_token_is_forwarded()
    {
        using var answer = await GetAsync("/users/refresh", "Bearer nonsense");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private string SignedWith(Action<JsonObject> change)
    {
        var claims = TestTokens.Claims(User);
        change(claims);
        return gateway.Tokens.Key.Sign(claims);
    }

    private Task AssertRefusedAsync(string token) => AssertHeaderRefusedAsync($"Bearer {token}");

    private async Task AssertHeaderRefusedAsync(string authorization)
    {
        var mark = GatewayFixture.NewMark();
        using var answer = await GetAsync($"/orders?{mark}", authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.DoesNotContain(gateway.Services["order-service"].Seen, request => request.Target.Contains(mark, StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await gateway.Http.SendAsync(request);
    }
}
