using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecommerce.Testing;

/// <summary>
/// Stands in for user-service as the authority: publishes its keys on a port of its own and signs access tokens,
/// by hand, so that it shares nothing with the code that checks them.
/// </summary>
public sealed class TestTokens : IAsyncDisposable
{
    /// <summary>The <c>iss</c> of good tokens.</summary>
    public const string Issuer = "https://ecommerce.example";

    /// <summary>The <c>aud</c> of good tokens.</summary>
    public const string Audience = "ecommerce";

    private readonly List<TestKey> published = [];
    private readonly WebApplication authority;

    private TestTokens()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        authority = builder.Build();
        authority.MapGet("/.well-known/openid-configuration", Describe);
        authority.MapGet("/.well-known/jwks.json", Publish);
        authority.MapPost("/service-tokens", IssueToService);
        authority.MapGet("/account-states", States);
        authority.MapGet("/event-log", (HttpRequest request) => Results.Content(EventLog.Answer(request.Query), "application/json"));
        RotateKey();
    }

    /// <summary>Where the discovery document is.</summary>
    public Uri Address => new(authority.Urls.First());

    /// <summary>The key that signs.</summary>
    public TestKey Key => published[^1];

    /// <summary>What user-service would have said.</summary>
    public StubEventLog EventLog { get; } = new("user-service");

    /// <summary>Accounts that changed: the least version that their tokens must have.</summary>
    public ConcurrentDictionary<Guid, int> AccountVersions { get; } = [];

    /// <summary>Whether it can tell which accounts changed.</summary>
    public bool KnowsAccountStates { get; set; } = true;

    /// <summary>How often the keys were asked for.</summary>
    public int Fetches { get; private set; }

    /// <summary>What a service needs to know to trust these tokens.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["Authentication__Authority"] = "http://user-service",
        ["Authentication__Issuer"] = Issuer,
        ["Authentication__Audience"] = Audience,
        ["services__user-service__http__0"] = Address.ToString(),
        ["ServiceAccount__Name"] = "a-service",
        ["ServiceAccount__Secret"] = "a secret of the tests",
    };

    /// <summary>Starts the authority.</summary>
    public static async Task<TestTokens> StartAsync()
    {
        var tokens = new TestTokens();
        await tokens.authority.StartAsync();
        return tokens;
    }

    /// <summary>A good token, valid for five minutes.</summary>
    public string Issue(Guid user, params string[] permissions) => Key.Sign(Claims(user, permissions));

    /// <summary>The claims of a good token, to be spoiled.</summary>
    public static JsonObject Claims(Guid user, params string[] permissions)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new()
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = user.ToString(),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 300,
            ["auth_time"] = now,
            ["permissions"] = new JsonArray([.. permissions.Select(permission => JsonValue.Create(permission))]),
        };
    }

    /// <summary>From now on a new key signs; the old ones stay published.</summary>
    public void RotateKey() => published.Add(new TestKey());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await authority.DisposeAsync();
        published.ForEach(key => key.Dispose());
    }

    private Task Describe(HttpContext http) => Json(http, new()
    {
        ["issuer"] = Issuer,
        ["jwks_uri"] = new Uri(Address, ".well-known/jwks.json").ToString(),
    });

    private Task Publish(HttpContext http)
    {
        Fetches++;
        return Json(http, new() { ["keys"] = new JsonArray([.. published.Select(key => key.PublicJwk)]) });
    }

    private Task IssueToService(HttpContext http)
    {
        var claims = Claims(Guid.CreateVersion7(), "events:read", "orders:read", "products:read", "users:read");
        claims["client_id"] = "a-service";
        return Json(http, new() { ["accessToken"] = Key.Sign(claims), ["tokenType"] = "Bearer", ["expiresIn"] = 300 });
    }

    private Task States(HttpContext http)
    {
        if (KnowsAccountStates)
            return Json(http, new() { ["items"] = new JsonArray([.. AccountVersions.Select(StateOf)]) });
        http.Response.StatusCode = 503;
        return Task.CompletedTask;
    }

    private static JsonObject StateOf(KeyValuePair<Guid, int> account)
        => new() { ["userId"] = account.Key.ToString(), ["version"] = account.Value };

    private static Task Json(HttpContext http, JsonObject document)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(document.ToJsonString());
    }
}

/// <summary>An RSA key with an id of its own.</summary>
public sealed class TestKey : IDisposable
{
    private readonly RSA rsa = RSA.Create(2048);

    /// <summary>Names it in token headers and in the published set.</summary>
    public string Id { get; } = Guid.CreateVersion7().ToString("N");

    /// <summary>Its public half in PEM.</summary>
    public string PublicPem => rsa.ExportSubjectPublicKeyInfoPem();

    internal JsonObject PublicJwk
    {
        get
        {
            var key = rsa.ExportParameters(includePrivateParameters: false);
            return new()
            {
                ["kid"] = Id,
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["n"] = Base64Url.EncodeToString(key.Modulus),
                ["e"] = Base64Url.EncodeToString(key.Exponent),
            };
        }
    }

    /// <summary>A signed token.</summary>
    /// <param name="claims">Its payload.</param>
    /// <param name="keyId">Which key the header names; this one unless told.</param>
    public string Sign(JsonObject claims, string? keyId = null)
        => Token("RS256", keyId ?? Id, claims, bytes => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>Any token at all: what a forger would send.</summary>
    public static string Token(string algorithm, string keyId, JsonObject claims, Func<byte[], byte[]> sign)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <inheritdoc/>
    public void Dispose() => rsa.Dispose();

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
