using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.UserService.Domain.Tokens;

/// <summary>A URL-safe secret of 256 random bits; only its hash is stored.</summary>
internal static class OpaqueToken
{
    public const int MaxLength = 200;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token is random, so a fast hash is as safe as a slow one.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
