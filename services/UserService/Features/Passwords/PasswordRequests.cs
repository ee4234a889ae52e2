using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Passwords;
using Ecommerce.UserService.Features.Shared;

namespace Ecommerce.UserService.Features.Passwords;

/// <param name="DeviceToken">Of an earlier login on this device. One that is not valid is as good as none.</param>
/// <param name="Code">Of the authenticator app, or a recovery code, where two-factor sign-in is on and the sign-in is not recent.</param>
internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword, string? DeviceToken = null, string? Code = null);

/// <param name="DeviceToken">In place of the earlier one, which ended with the password.</param>
internal sealed record ChangePasswordResponse(string DeviceToken);

internal sealed record PasswordResetRequest(string? Email);

internal sealed record PasswordResetConfirmation(string? Token, string? NewPassword);

internal static class PasswordRequestRules
{
    public static FieldErrors Check(ChangePasswordRequest request) => new FieldErrors()
        .CheckPassword("currentPassword", request.CurrentPassword)
        .CheckNewPassword("newPassword", request.NewPassword)
        .Check("newPassword", !AreEqual(request.NewPassword, request.CurrentPassword), "must be another one than the current one")
        .CheckDeviceToken(request.DeviceToken)
        .CheckOptionalCode(request.Code);

    public static FieldErrors Check(PasswordResetConfirmation request) => new FieldErrors()
        .CheckToken("token", request.Token)
        .CheckNewPassword("newPassword", request.NewPassword);

    private static bool AreEqual(string? first, string? second)
        => PasswordText.Normalise(first) == PasswordText.Normalise(second);
}
