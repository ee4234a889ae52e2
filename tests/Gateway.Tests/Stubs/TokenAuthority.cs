using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.Gateway.Tests.Stubs;

/// <summary>Signs access tokens by hand and publishes its key as user-service does.</summary>
internal sealed class TokenAuthority : IDisposable
{
    public const string Issuer = "https://ecommerce.example";
    public const string Audience = "ecommerce";

    private const string KeyId = "the-key";
    private readonly RSA rsa = RSA.Create(2048);

    public void Dispose() => rsa.Dispose();

    public string Token(
        string subject = "0190b6b5-0000-7000-8000-000000000001", string issuer = Issuer, string audience = Audience, int lifetimeSeconds = 600,
        string algorithm = "RS256")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var content = $"{Encode(new { alg = algorithm, kid = KeyId, typ = "JWT" })}.{Encode(new { iss = issuer, aud = audience, sub = subject, nbf = now - 7200, exp = now + lifetimeSeconds })}";
        if (algorithm == "none")
            return $"{content}.";
        return $"{content}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        await context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/.well-known/openid-configuration" =>
                JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = $"http://{context.Request.Host}/.well-known/jwks.json" }),
            "/.well-known/jwks.json" => JsonSerializer.Serialize(new
            {
                keys = new[] { new { kid = KeyId, kty = "RSA", use = "sig", alg = "RS256", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } },
            }),
            _ => "user-service",
        });
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
