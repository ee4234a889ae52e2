using Ecommerce.UserService.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.UserService.SocialLogin;

/// <param name="Email">Null where the provider does not vouch for one.</param>
internal sealed record ExternalIdentity(string Provider, string Subject, string? Email, string? Name);

/// <summary>An OpenID Connect identity token, checked as the specification's section 3.1.3.7 asks.</summary>
internal static class IdentityToken
{
    private const int MaxSubjectLength = 255;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    // Signatures with the provider's own key; nothing that the client's secret, or nobody, could have signed.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>Which key it says that it was signed with; empty where it does not say, or is no token.</summary>
    public static string KeyId(string token) => Handler.CanReadToken(token) && TryRead(token) is { } read ? read.Kid ?? "" : "";

    /// <summary>Null where anything about it is wrong.</summary>
    public static async Task<ExternalIdentity?> ReadAsync(string token, string provider, string clientId, string nonce, ProviderFacts facts)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = facts.Endpoints.Issuer,
            ValidAudience = clientId,
            IssuerSigningKeys = facts.Keys,
            ValidAlgorithms = Algorithms,
            ClockSkew = ClockSkew,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken read } && IsForThisSignIn(read, clientId, nonce)
            ? new(provider, read.Subject, VouchedEmail(read), Text(read, "name"))
            : null;
    }

    private static bool IsForThisSignIn(JsonWebToken token, string clientId, string nonce)
        => token.Subject is { Length: > 0 and <= MaxSubjectLength }
            && Ticket.AreSame(Text(token, "nonce"), nonce)
            // Made for several at once it must say whom it was given to.
            && (Text(token, "azp") is { } party ? party == clientId : token.Audiences.Count() == 1);

    // Some providers write the flag as text.
    private static string? VouchedEmail(JsonWebToken token)
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
