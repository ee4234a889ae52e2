using Ecommerce.UserService.Domain.Passwords;

namespace Ecommerce.UserService.Domain.Accounts;

/// <summary>What a login is checked against.</summary>
internal sealed record Credential
{
    public required Guid UserId { get; init; }

    /// <summary>Null for a guest.</summary>
    public required string? Email { get; init; }

    public required string[] Roles { get; init; }

    /// <summary>
    /// Null for an account that signs in only through an identity provider. A guest's does not count before the address is verified.
    /// </summary>
    public required string? PasswordHash { get; init; }

    /// <summary>Incremented when the password changes or the account is disabled.</summary>
    public required int CredentialVersion { get; init; }

    /// <summary>Signs the tokens of its devices.</summary>
    public required byte[] DeviceKey { get; init; }

    /// <summary>Since when a sign-in needs a code besides the password; null where it needs none.</summary>
    public required DateTimeOffset? TwoFactorSince { get; init; }

    public bool TwoFactor => TwoFactorSince is not null;

    public required DateTimeOffset? DisabledAt { get; init; }

    public bool IsGuest => Email is null;
}
