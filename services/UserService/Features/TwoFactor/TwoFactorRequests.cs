using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Features.Shared;

namespace Ecommerce.UserService.Features.TwoFactor;

internal sealed record TwoFactorSetupRequest(string? Password)
{
    public FieldErrors Check() => new FieldErrors().CheckPassword("password", Password);
}

/// <param name="Secret">To be typed into an app.</param>
/// <param name="Uri">The same for a QR code: <c>otpauth://totp/...</c>.</param>
internal sealed record TwoFactorSetup(string Secret, string Uri);

/// <param name="Code">Of the app, which shows that it has the secret.</param>
internal sealed record TwoFactorConfirmation(string? Code)
{
    public FieldErrors Check() => new FieldErrors().CheckCode(Code);
}

/// <param name="Code">Of the app, or a recovery code.</param>
internal sealed record TwoFactorRequest(string? Password, string? Code)
{
    public FieldErrors Check() => new FieldErrors().CheckPassword("password", Password).CheckCode(Code);
}

/// <param name="Codes">Shown once: they cannot be read again.</param>
internal sealed record RecoveryCodes(IReadOnlyList<string> Codes);
