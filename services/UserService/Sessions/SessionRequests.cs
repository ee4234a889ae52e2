using Ecommerce.UserService.Accounts;

namespace Ecommerce.UserService.Sessions;

internal sealed record LoginRequest(string? Email, string? Password);

internal sealed record RefreshRequest(string? RefreshToken);

/// <param name="ExpiresIn">Seconds that the access token lives.</param>
internal sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);

internal static class SessionRules
{
    /// <summary>Only what no account can have is refused as invalid; anything else is a credential, right or wrong.</summary>
    public static Dictionary<string, string[]> Check(LoginRequest request)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Email is not { Length: > 0 and <= EmailAddress.MaxLength })
            errors["email"] = [$"must have 1 to {EmailAddress.MaxLength} characters"];
        if (request.Password is not { Length: > 0 and <= RegistrationRules.MaxPasswordLength })
            errors["password"] = [$"must have 1 to {RegistrationRules.MaxPasswordLength} characters"];
        return errors;
    }

    public static Dictionary<string, string[]> Check(RefreshRequest request)
        => request.RefreshToken is { Length: > 0 and <= RefreshToken.MaxLength }
            ? []
            : new() { ["refreshToken"] = [$"must have 1 to {RefreshToken.MaxLength} characters"] };
}
