using System.Net;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class AccessTokenTests(UserServiceFixture service)
{
    private static readonly string[] AllPermissions =
        ["orders:read", "orders:write", "products:read", "products:write", "reviews:moderate", "reviews:read", "users:read", "users:write"];

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Access_token_is_signed_with_a_published_key()
    {
        var discovery = await Http.GetAsync("/.well-known/openid-configuration").ReadAsync(HttpStatusCode.OK);
        var keys = await Http.GetAsync(discovery.Text("jwks_uri")).ReadAsync(HttpStatusCode.OK);
        var token = new HandCheckedToken((await Http.NewSessionAsync()).Access);

        Assert.Equal("RS256", token.Header.Text("alg"));
        Assert.True(token.IsSignedByOneOf(keys));
        Assert.False(new HandCheckedToken(token.Forge(claims => claims["sub"] = "another")).IsSignedByOneOf(keys));
    }

    [Fact]
    public async Task Access_token_has_subject_issuer_audience_and_expiry()
    {
        var email = UsersApi.NewEmail();
        var id = await Http.RegisterAsync(email);
        var claims = new HandCheckedToken((await Http.LoginAsync(email)).Access).Claims;

        Assert.Equal(UserServiceFixture.Issuer, claims.Text("iss"));
        Assert.Equal(UserServiceFixture.Audience, claims.Text("aud"));
        Assert.Equal(id, claims.Text("sub"));
        Assert.Equal(UserServiceFixture.TokenLifetimeSeconds, claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>());
        Assert.DoesNotContain(email, claims.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discovery_has_the_issuer_and_no_private_key()
    {
        var discovery = await Http.GetAsync("/.well-known/openid-configuration").ReadAsync(HttpStatusCode.OK);
        var keys = await Http.GetAsync("/.well-known/jwks.json").ReadAsync(HttpStatusCode.OK);

        Assert.Equal(UserServiceFixture.Issuer, discovery.Text("issuer"));
        var key = Assert.Single(keys["keys"]!.AsArray())!.AsObject();
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(member => member.Key).Order());
    }

    [Theory]
    [InlineData(
        "admin", "admin",
        "analytics:read analytics:write orders:read orders:write products:read products:write "
        + "reviews:moderate reviews:read settings:write users:read users:write")]
    [InlineData("service", "customer-service", "orders:read products:read reviews:moderate reviews:read users:read")]
    [InlineData("inventory", "inventory-manager", "products:read products:write")]
    [InlineData("customer", "customer", "")]
    public async Task Demo_account_has_the_permissions_of_its_role(string name, string role, string permissions)
    {
        var tokens = await Http.LoginAsync($"{name}@ecommerce.example", UserServiceFixture.DemoPassword);
        var token = new HandCheckedToken(tokens.Access);

        Assert.Equal([role], token.Values("roles"));
        Assert.Equal(permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries), token.Values("permissions").Order());
    }

    [Fact]
    public async Task Tampered_token_returns_401()
    {
        var token = new HandCheckedToken((await Http.NewSessionAsync()).Access);
        var promoted = token.Forge(
            claims => claims["permissions"] = new System.Text.Json.Nodes.JsonArray(
                [.. AllPermissions.Select(p => (System.Text.Json.Nodes.JsonNode)p)]));

        Assert.Equal("unauthenticated", await Http.GetAsync("/users", promoted).ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("unauthenticated", await Http.GetAsync("/users/me", "e30.e30.e30").ProblemAsync(HttpStatusCode.Unauthorized));
    }
}
