using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Passwords;
using Ecommerce.UserService.Features.Shared;

namespace Ecommerce.UserService.Features.Passwords;

internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

internal sealed record PasswordResetRequest(string? Email);

internal sealed record PasswordResetConfirmation(string? Token, string? NewPassword);

internal static class PasswordRequestRules
{
    public static FieldErrors Check(ChangePasswordRequest request) => new FieldErrors()
        .CheckPassword("currentPassword", request.CurrentPassword)
        .CheckNewPassword("newPassword", request.NewPassword)
        .Check("newPassword", !AreEqual(request.NewPassword, request.CurrentPassword), "must be another one than the current one");

    public static FieldErrors Check(PasswordResetConfirmation request) => new FieldErrors()
        .CheckToken("token", request.Token)
        .CheckNewPassword("newPassword", request.NewPassword);

    private static bool AreEqual(string? first, string? second)
        => PasswordText.Normalise(first) == PasswordText.Normalise(second);
}
