using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.SocialLogin;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.Infrastructure.IdentityProviders;

/// <summary>Validates an OpenID Connect identity token as section 3.1.3.7 of the specification requires.</summary>
internal static class IdentityToken
{
    private const int MaxSubjectLength = 255;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    // Only signatures with the provider's private key: neither HMAC with the client's secret nor unsigned tokens.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The key id in its header; empty where there is none or the text is not a token.</summary>
    public static string KeyId(string token) => Handler.CanReadToken(token) && TryRead(token) is { } read ? read.Kid ?? "" : "";

    /// <summary>Null where the token is not valid.</summary>
    public static async Task<ExternalIdentity?> ReadAsync(
        string token, string provider, string clientId, string nonce, ProviderConfiguration configuration)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Endpoints.Issuer,
            ValidAudience = clientId,
            IssuerSigningKeys = configuration.Keys,
            ValidAlgorithms = Algorithms,
            ClockSkew = ClockSkew,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken read } && IsForThisSignIn(read, clientId, nonce)
            ? new(provider, read.Subject, VerifiedEmail(read), Text(read, "name"))
            : null;
    }

    private static bool IsForThisSignIn(JsonWebToken token, string clientId, string nonce)
        => token.Subject is { Length: > 0 and <= MaxSubjectLength }
            && SignInTicket.AreEqual(Text(token, "nonce"), nonce)
            // A token for several audiences must name the authorized party.
            && (Text(token, "azp") is { } party ? party == clientId : token.Audiences.Count() == 1);

    // Some providers send the flag as text.
    private static string? VerifiedEmail(JsonWebToken token)
        => string.Equals(Text(token, "email_verified"), "true", StringComparison.OrdinalIgnoreCase)
            ? EmailAddress.Normalise(Text(token, "email"))
            : null;

    private static string? Text(JsonWebToken token, string claim)
        => token.TryGetClaim(claim, out var found) ? found.Value : null;

    private static JsonWebToken? TryRead(string token)
    {
        try
        {
            return Handler.ReadJsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
