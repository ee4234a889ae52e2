using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.UserService.OneTimeTokens;

/// <summary>A secret of 256 random bits, URL-safe; the database knows only its hash.</summary>
internal static class OpaqueToken
{
    public const int MaxLength = 200;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token has no structure to guess at, so a plain hash is as good as a slow one.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
