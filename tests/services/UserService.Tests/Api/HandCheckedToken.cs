using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ecommerce.UserService.Tests.Api;

/// <summary>A JSON Web Token taken apart and checked by nothing but RSA, as RFC 7515 describes.</summary>
internal sealed class HandCheckedToken(string token)
{
    private readonly string[] parts = token.Split('.');

    public JsonNode Header => Decode(parts[0]);
    public JsonNode Claims => Decode(parts[1]);

    public string[] Values(string claim) => [.. Claims[claim]?.AsArray().Select(value => value!.GetValue<string>()) ?? []];

    public bool IsSignedByOneOf(JsonNode keySet)
    {
        var key = keySet["keys"]!.AsArray().Single(key => key!.Text("kid") == Header.Text("kid"))!;
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.Text("n")),
            Exponent = Base64Url.DecodeFromChars(key.Text("e")),
        });
        return rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]),
            HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The same token with other claims under the old signature.</summary>
    public string Forge(Action<JsonNode> change)
    {
        var claims = Claims;
        change(claims);
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }

    private static JsonNode Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;
}
