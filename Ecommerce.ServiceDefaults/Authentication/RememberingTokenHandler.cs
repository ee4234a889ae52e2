using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>Verifies a token once while it lives, for as long as the key that signed it is accepted.</summary>
internal sealed class RememberingTokenHandler(VerifiedTokens verified) : JsonWebTokenHandler
{
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (verified.Find(token) is { } known && IsAccepted(known, validationParameters))
            return known.ToResult();
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
            verified.Add(token, result);
        return result;
    }

    private static bool IsAccepted(VerifiedToken known, TokenValidationParameters parameters)
        => parameters.IssuerSigningKeyResolver(null, known.Token, known.Token.Kid, parameters).Contains(known.Key);
}
