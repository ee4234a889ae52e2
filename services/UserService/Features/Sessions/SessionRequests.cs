using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Features.Shared;

namespace Ecommerce.UserService.Features.Sessions;

/// <param name="DeviceToken">Of an earlier login on this device. One that is not valid is as good as none.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where two-factor sign-in is on.</param>
internal sealed record LoginRequest(string? Email, string? Password, string? DeviceToken = null, string? Code = null);

internal sealed record RefreshRequest(string? RefreshToken);

internal static class SessionRules
{
    /// <summary>Anything that an account could have is checked as a credential, not rejected as invalid.</summary>
    public static FieldErrors Check(LoginRequest request) => new FieldErrors()
        .Check(
            "email", request.Email is { Length: > 0 and <= EmailAddress.MaxLength }, $"must have 1 to {EmailAddress.MaxLength} characters")
        .CheckPassword("password", request.Password)
        .CheckDeviceToken(request.DeviceToken)
        .CheckOptionalCode(request.Code);

    public static FieldErrors Check(RefreshRequest request) => new FieldErrors()
        .CheckToken("refreshToken", request.RefreshToken);
}
