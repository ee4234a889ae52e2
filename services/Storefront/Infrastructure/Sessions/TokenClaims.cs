using System.Buffers.Text;
using System.Text.Json;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>Reads claims of an access token without validating it: only for showing links.</summary>
internal static class TokenClaims
{
    /// <summary>Whether there is a permission in it: shoppers have none.</summary>
    public static bool GrantsAnything(string? accessToken) => Read(
        accessToken,
        claims => claims.TryGetProperty("permissions", out var granted) && granted.ValueKind == JsonValueKind.Array
            && granted.GetArrayLength() > 0);

    /// <summary>The subject; null where there is none.</summary>
    public static string? Subject(string? accessToken) => Read(
        accessToken,
        claims => claims.TryGetProperty("sub", out var subject) && subject.ValueKind == JsonValueKind.String ? subject.GetString() : null);

    private static T? Read<T>(string? accessToken, Func<JsonElement, T> read)
    {
        if (accessToken?.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return default;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.ValueKind == JsonValueKind.Object ? read(claims.RootElement) : default;
        }
        // A text that is no valid Unicode is an InvalidOperationException.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
