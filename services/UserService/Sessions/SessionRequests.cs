using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.OneTimeTokens;
using Ecommerce.UserService.Passwords;

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
        .CheckPassword("password", request.Password);

    public static FieldErrors Check(RefreshRequest request) => new FieldErrors()
        .Check("refreshToken", request.RefreshToken is { Length: > 0 and <= OpaqueToken.MaxLength }, $"must have 1 to {OpaqueToken.MaxLength} characters");
}
