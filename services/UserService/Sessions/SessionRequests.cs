using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;

namespace Ecommerce.UserService.Sessions;

internal sealed record LoginRequest(string? Email, string? Password);

internal sealed record RefreshRequest(string? RefreshToken);

/// <param name="ExpiresIn">Seconds that the access token lives.</param>
internal sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken);

internal static class SessionRules
{
    /// <summary>Only what no account can have is refused as invalid; anything else is a credential, right or wrong.</summary>
    public static FieldErrors Check(LoginRequest request) => new FieldErrors()
        .Check("email", request.Email is { Length: > 0 and <= EmailAddress.MaxLength }, $"must have 1 to {EmailAddress.MaxLength} characters")
        .Check("password", request.Password is { Length: > 0 and <= RegistrationRules.MaxPasswordLength },
            $"must have 1 to {RegistrationRules.MaxPasswordLength} characters");

    public static FieldErrors Check(RefreshRequest request) => new FieldErrors()
        .Check("refreshToken", request.RefreshToken is { Length: > 0 and <= RefreshToken.MaxLength }, $"must have 1 to {RefreshToken.MaxLength} characters");
}
