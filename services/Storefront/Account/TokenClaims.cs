using System.Buffers.Text;
using System.Text.Json;

namespace Ecommerce.Storefront.Account;

/// <summary>What an access token says of itself. Nobody has checked it: good for showing a link, and for nothing else.</summary>
internal static class TokenClaims
{
    public static bool Grants(string? accessToken, string permission)
    {
        if (accessToken?.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return false;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("permissions", out var granted) && granted.ValueKind == JsonValueKind.Array
                && granted.EnumerateArray().Any(claim => claim.ValueKind == JsonValueKind.String && claim.ValueEquals(permission));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
