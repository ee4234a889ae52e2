using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Ecommerce.Testing;
using Ecommerce.UserService.Domain.Addresses;
using Ecommerce.UserService.Features.Discovery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.UserService.Tests.SocialLogin;

/// <summary>
/// An OpenID Connect provider made by hand, with keys of its own; it takes a code once, with the right secret and the right verifier.
/// </summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "the shop";
    public const string ClientSecret = "a secret: 100% & more";

    private readonly ConcurrentDictionary<string, Granted> codes = new();
    private readonly WebApplication app;
    private RSA rsa = RSA.Create(2048);
    private string keyId = "first";

    private TestProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", http => AnswerAsync(http, new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize?tenant=1",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
        }));
        app.MapGet("/keys", http => AnswerAsync(http, new() { ["keys"] = new JsonArray(PublicKey()) }));
        app.MapPost("/token", RedeemAsync);
    }

    public string Issuer => Address.ToString().TrimEnd('/');

    public Uri Address => new(app.Urls.First());

    /// <summary>Spoils the claims of the next token.</summary>
    public Action<JsonObject> Spoil { get; set; } = _ => { };

    /// <summary>Signs the next token in another way.</summary>
    public Func<JsonObject, string>? SignInstead { get; set; }

    public string KeyId => keyId;

    public string PublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    public static async Task<TestProvider> StartAsync()
    {
        var provider = new TestProvider();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>The person agrees at the provider's own page and is sent back with a code.</summary>
    public string Grant(Uri authorizationUrl, object person)
    {
        var query = HttpUtility.ParseQueryString(authorizationUrl.Query);
        Assert.Equal("code", query["response_type"]);
        Assert.Equal(ClientId, query["client_id"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Contains("openid", query["scope"]!.Split(' '));
        var code = Guid.CreateVersion7().ToString("N");
        var claims = System.Text.Json.JsonSerializer.SerializeToNode(person)!.AsObject();
        claims["nonce"] = query["nonce"];
        codes[code] = new(query["redirect_uri"]!, query["code_challenge"]!, claims);
        return code;
    }

    /// <summary>The next tokens are good again.</summary>
    public void Behave()
    {
        Spoil = _ => { };
        SignInstead = null;
    }

    public void RotateKey()
    {
        rsa = RSA.Create(2048);
        keyId = Guid.CreateVersion7().ToString("N");
    }

    public string Sign(JsonObject claims, string? namedKey = null)
        => TestKey.Token(
            "RS256", namedKey ?? keyId, claims, bytes => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task RedeemAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var secret = $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}";
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (http.Request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(secret))}"
            || form["grant_type"] != "authorization_code"
            || !codes.TryRemove(form["code"].ToString(), out var granted)
            || granted.RedirectUri != form["redirect_uri"]
            || granted.Challenge != challenge)
        {
            http.Response.StatusCode = 400;
            await AnswerAsync(http, new() { ["error"] = "invalid_grant" });
            return;
        }

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = granted.Claims;
        (claims["iss"], claims["aud"], claims["iat"], claims["exp"]) = (Issuer, ClientId, now, now + 300);
        Spoil(claims);
        await AnswerAsync(
            http,
            new() { ["access_token"] = "unused", ["token_type"] = "Bearer", ["id_token"] = SignInstead?.Invoke(claims) ?? Sign(claims) });
    }

    private JsonObject PublicKey()
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kid"] = keyId, ["kty"] = "RSA", ["use"] = "sig",
            ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private static Task AnswerAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(answer.ToJsonString());
    }

    private sealed record Granted(string RedirectUri, string Challenge, JsonObject Claims);
}
