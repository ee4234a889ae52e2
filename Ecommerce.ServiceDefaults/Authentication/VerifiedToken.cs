using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>A token that was verified with <paramref name="Key"/>; good until <paramref name="Expires"/> while the key is.</summary>
internal sealed record VerifiedToken(JsonWebToken Token, ClaimsIdentity Identity, SecurityKey Key, DateTimeOffset Expires)
{
    /// <summary>As if verified anew: the identity is a copy, since a call may take claims from it.</summary>
    public TokenValidationResult ToResult() => new()
    {
        IsValid = true,
        ClaimsIdentity = Identity.Clone(),
        SecurityToken = Token,
    };
}
