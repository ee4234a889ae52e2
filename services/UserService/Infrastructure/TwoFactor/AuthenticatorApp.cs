using Microsoft.Extensions.Options;
using OtpNet;

namespace Ecommerce.UserService.Infrastructure.TwoFactor;

/// <summary>TOTP (RFC 6238) as all apps know it: SHA-1, six digits, a step of 30 seconds.</summary>
internal sealed class AuthenticatorApp(IOptions<TwoFactorOptions> options, TimeProvider timeProvider)
{
    // Of RFC 4226: as long as the hash.
    private const int SecretLength = 20;

    // Clocks differ by a step at most.
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    public static byte[] NewSecret() => KeyGeneration.GenerateRandomKey(SecretLength);

    /// <summary>As people type it into an app.</summary>
    public static string TextOf(byte[] secret) => Base32Encoding.ToString(secret).TrimEnd('=');

    /// <summary>As apps read it from a QR code: <c>otpauth://totp/...</c>.</summary>
    public string AddressOf(byte[] secret, string account)
        => new OtpUri(OtpType.Totp, TextOf(secret), account, options.Value.Issuer).ToString();

    /// <summary>The time step that the code is of; null where it is of none that is near.</summary>
    public long? StepOf(string code, byte[] secret)
        => new Totp(secret).VerifyTotp(timeProvider.GetUtcNow().UtcDateTime, code, out var step, Drift) ? step : null;
}
