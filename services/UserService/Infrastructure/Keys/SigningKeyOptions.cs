namespace Ecommerce.UserService.Infrastructure.Keys;

internal sealed class SigningKeyOptions
{
    public const string PassphraseName = "SIGNING_KEY_PASSPHRASE";

    /// <summary>Encrypts the signing keys at rest; without it they are stored unencrypted.</summary>
    [ConfigurationKeyName(PassphraseName)]
    public string? Passphrase { get; init; }
}
