using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.UserService.OneTimeTokens;

namespace Ecommerce.UserService.SocialLogin;

/// <summary>
/// One sign-in at a provider, held by the browser that began it: only there can it be completed. What the provider gets to see follows from the
/// ticket and does not give it away.
/// </summary>
internal sealed class Ticket(string secret)
{
    public string Secret => secret;

    /// <summary>Comes back with the code: it belongs to this browser's sign-in.</summary>
    public string State => Derive("state");

    /// <summary>Comes back within the identity token: it was made for this sign-in.</summary>
    public string Nonce => Derive("nonce");

    /// <summary>PKCE, RFC 7636: whoever gets hold of the code cannot redeem it.</summary>
    public string CodeVerifier => Derive("code verifier");

    public string CodeChallenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(CodeVerifier)));

    public static Ticket Create() => new(OpaqueToken.Create());

    public static bool AreSame(string? left, string? right)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left ?? ""), Encoding.UTF8.GetBytes(right ?? ""));

    private string Derive(string what)
        => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(what)));
}
