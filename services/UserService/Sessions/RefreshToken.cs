using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.UserService.Sessions;

/// <summary>A refresh token is 256 random bits; the database knows only its hash.</summary>
internal static class RefreshToken
{
    public const int MaxLength = 200;

    /// <summary>How long a token waits for its use; each use begins a new one.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token has no structure to guess at, so a plain hash is as good as a slow one.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
