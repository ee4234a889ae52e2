using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ecommerce.UserService.Domain.Tokens;

namespace Ecommerce.UserService.Domain.SocialLogin;

/// <summary>
/// A sign-in at a provider, kept by the browser that started it: only this browser can complete it. The values that the provider gets are
/// derived from the ticket's secret and do not reveal it.
/// </summary>
internal sealed class SignInTicket(string secret)
{
    public string Secret => secret;

    /// <summary>Returned with the code: proves that the code belongs to this browser's sign-in.</summary>
    public string State => Derive("state");

    /// <summary>Returned in the identity token: proves that the token was issued for this sign-in.</summary>
    public string Nonce => Derive("nonce");

    /// <summary>PKCE, RFC 7636: a stolen code cannot be redeemed without it.</summary>
    public string CodeVerifier => Derive("code verifier");

    public string CodeChallenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(CodeVerifier)));

    public static SignInTicket Create() => new(OpaqueToken.Create());

    public static bool AreEqual(string? left, string? right)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left ?? ""), Encoding.UTF8.GetBytes(right ?? ""));

    private string Derive(string purpose)
        => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(purpose)));
}
