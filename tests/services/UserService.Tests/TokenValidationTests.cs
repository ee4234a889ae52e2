using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

/// <summary>
/// This service checks tokens by the keys it holds, unlike all others. So the tokens here are made with its own private key, taken out of
/// the
/// database: each would be good but for one thing.
/// </summary>
[Collection(UserServiceCollection.Name)]
public sealed class TokenValidationTests(UserServiceFixture service)
{
    [Fact]
    public async Task Token_forged_with_the_real_key_is_accepted()
        => Assert.Equal(HttpStatusCode.OK, await TryAsync(await SignedAsync(_ => { })));

    [Theory]
    [InlineData("exp", -120)]
    [InlineData("nbf", 120)]
    public async Task Token_outside_of_its_lifetime_returns_401(string claim, int seconds)
        => Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(await SignedAsync(claims => claims[claim] = Now() + seconds)));

    [Theory]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("aud", "elsewhere")]
    public async Task Token_of_another_issuer_or_audience_returns_401(string claim, string value)
        => Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(await SignedAsync(claims => claims[claim] = value)));

    [Fact]
    public async Task Unsigned_token_is_rejected()
    {
        var (kid, _) = await KeyAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(TestKey.Token("none", kid, await ClaimsAsync(), _ => [])));
    }

    [Fact]
    public async Task Token_signed_with_the_public_key_as_hmac_secret_is_rejected()
    {
        var (kid, rsa) = await KeyAsync();
        byte[][] secrets =
        [
            Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), rsa.ExportSubjectPublicKeyInfo(),
            rsa.ExportParameters(false).Modulus!,
        ];
        foreach (var secret in secrets)
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                await TryAsync(TestKey.Token("HS256", kid, await ClaimsAsync(), bytes => HMACSHA256.HashData(secret, bytes))));
    }

    [Fact]
    public async Task Token_signed_with_a_foreign_key_is_rejected_under_any_key_id()
    {
        var (kid, _) = await KeyAsync();
        using var stranger = new TestKey();
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(stranger.Sign(await ClaimsAsync())));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(stranger.Sign(await ClaimsAsync(), kid)));
    }

    [Fact]
    public async Task Key_embedded_in_the_token_is_not_used()
    {
        using var rsa = RSA.Create(2048);
        var key = rsa.ExportParameters(false);
        var header = new JsonObject
        {
            ["alg"] = "RS256",
            ["jwk"] = new JsonObject
            {
                ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
            },
        };
        var signed = $"{Part(header)}.{Part(await ClaimsAsync())}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync($"{signed}.{Base64Url.EncodeToString(signature)}"));
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private Task<HttpStatusCode> TryAsync(string token) => service.Http.GetAsync("/users/me", token).StatusAsync();

    private async Task<string> SignedAsync(Action<JsonObject> spoil)
    {
        var (kid, rsa) = await KeyAsync();
        var claims = await ClaimsAsync();
        spoil(claims);
        return TestKey.Token("RS256", kid, claims, bytes => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private async Task<JsonObject> ClaimsAsync()
        => TestTokens.Claims(Guid.Parse(new HandCheckedToken((await service.StaffAsync()).Access).Claims.Text("sub")));

    private async Task<(string Id, RSA Key)> KeyAsync()
    {
        await using var connection = await service.Database.OpenConnectionAsync();
        var (id, pem) = await connection.QuerySingleAsync<(string, string)>("SELECT id, private_key FROM signing_keys");
        var rsa = RSA.Create();
        rsa.ImportFromEncryptedPem(pem, UserServiceFixture.KeyPassphrase);
        return (id, rsa);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
