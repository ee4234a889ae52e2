using Ecommerce.UserService.Domain.Addresses;

namespace Ecommerce.UserService.Domain.Audit;

/// <summary>Who did what to whom; never a secret.</summary>
internal sealed record AuditEntry
{
    public required Guid Id { get; init; }
    public required Guid SubjectId { get; init; }

    /// <summary>Null where nobody was signed in.</summary>
    public required Guid? ActorId { get; init; }

    public required string Action { get; init; }
    public required string? Detail { get; init; }

    /// <summary>The caller's network, not the full address.</summary>
    public required string? Address { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Items, Guid? Next);

internal static class AuditAction
{
    public const string Registered = "registered";
    public const string RegistrationRepeated = "registration-repeated";
    public const string GuestCreated = "guest-created";
    public const string RegistrationRequested = "registration-requested";
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";
    public const string SessionsEnded = "sessions-ended";
    public const string RefreshTokenReused = "refresh-token-reused";
    public const string VerificationRequested = "verification-requested";
    public const string EmailVerified = "email-verified";
    public const string EmailChangeRequested = "email-change-requested";
    public const string EmailChanged = "email-changed";
    public const string ProfileChanged = "profile-changed";
    public const string AddressesChanged = "addresses-changed";
    public const string PasswordChanged = "password-changed";
    public const string PasswordResetRequested = "password-reset-requested";
    public const string PasswordReset = "password-reset";
    public const string RolesChanged = "roles-changed";
    public const string Disabled = "disabled";
    public const string Enabled = "enabled";
    public const string DataExported = "data-exported";
    public const string Erased = "erased";
    public const string ProviderLinked = "provider-linked";
    public const string TwoFactorRequested = "two-factor-requested";
    public const string TwoFactorEnabled = "two-factor-enabled";
    public const string TwoFactorDisabled = "two-factor-disabled";
    public const string TwoFactorRemoved = "two-factor-removed";
    public const string RecoveryCodeUsed = "recovery-code-used";
    public const string StaffInvited = "staff-invited";
    public const string InvitationResent = "invitation-resent";
    public const string InvitationWithdrawn = "invitation-withdrawn";
    public const string InvitationAccepted = "invitation-accepted";
    public const string FeatureChanged = "feature-changed";
    public const string RecoveryCodesReplaced = "recovery-codes-replaced";
}
