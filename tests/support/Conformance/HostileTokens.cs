using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Conformance;

/// <summary>Tokens as attackers make them; each would be good but for one thing.</summary>
internal static class HostileTokens
{
    public static IEnumerable<(string What, string Token)> All(TestTokens tokens)
    {
        var key = tokens.Key;
        using var stranger = new TestKey();
        yield return ("expired", key.Sign(Spoiled("exp", Now() - 120)));
        yield return ("not valid yet", key.Sign(Spoiled("nbf", Now() + 120)));
        yield return ("without an end", key.Sign(Spoiled("exp", null)));
        yield return ("of another issuer", key.Sign(Spoiled("iss", "https://elsewhere.example")));
        yield return ("for another audience", key.Sign(Spoiled("aud", "elsewhere")));
        yield return ("unsigned", TestKey.Token("none", key.Id, Claims(), _ => []));
        yield return ("signed with the public key as a secret", TestKey.Token("HS256", key.Id, Claims(),
            bytes => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.PublicPem), bytes)));
        yield return ("of an unknown key", stranger.Sign(Claims()));
        yield return ("of a stranger who names a known key", stranger.Sign(Claims(), key.Id));
        yield return ("changed after it was signed", Changed(key.Sign(Claims())));
        yield return (
            "with its signature cut off", key.Sign(Claims()).Split('.') is [var header, var payload, _] ? $"{header}.{payload}." : "");
        yield return ("no token at all", "x.y.z");
    }

    private static JsonObject Claims() => TestTokens.Claims(Guid.CreateVersion7());

    private static JsonObject Spoiled(string claim, JsonNode? value)
    {
        var claims = Claims();
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;
        return claims;
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        return string.Join('.', parts[0], TestKey.Token("RS256", "", Claims(), _ => []).Split('.')[1], parts[2]);
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
