namespace Ecommerce.Contracts;

/// <summary>A person has an account. Carries no personal data: who needs it asks user-service.</summary>
public sealed record UserRegistered(Guid UserId, DateTimeOffset RegisteredAt) : IIntegrationEvent
{
    public static string Type => "user-registered.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>
/// The owner of an address is to prove it with a one-time link. Carries the link's secret, not the address: who sends the mail asks
/// user-service for it. The secret is worth nothing once used or after <paramref name="ExpiresAt"/>.
/// </summary>
/// <param name="Token">URL-safe; never to be logged.</param>
public sealed record EmailVerificationRequested(Guid UserId, string Token, DateTimeOffset ExpiresAt) : IIntegrationEvent
{
    public static string Type => "email-verification-requested.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>Somebody who may be the owner forgot the password; a one-time link as in <see cref="EmailVerificationRequested"/>.</summary>
/// <param name="Token">URL-safe; never to be logged.</param>
public sealed record PasswordResetRequested(Guid UserId, string Token, DateTimeOffset ExpiresAt) : IIntegrationEvent
{
    public static string Type => "password-reset-requested.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>The account has another password; its owner is told, in case it was somebody else.</summary>
public sealed record PasswordChanged(Guid UserId, DateTimeOffset ChangedAt) : IIntegrationEvent
{
    public static string Type => "password-changed.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>
/// Somebody who knows the password wants another address for the account. It has the old one until the new one is proved: its owner is
/// told there, in case it was somebody else.
/// </summary>
public sealed record EmailChangeRequested(Guid UserId, DateTimeOffset RequestedAt) : IIntegrationEvent
{
    public static string Type => "email-change-requested.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>
/// Somebody registered with the address of an account, or wanted it for theirs. The answer did not tell that there is one, so its owner
/// is told by mail.
/// </summary>
public sealed record RegistrationRepeated(Guid UserId, DateTimeOffset AttemptedAt) : IIntegrationEvent
{
    public static string Type => "registration-repeated.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>
/// Somebody is invited to become staff by a one-time link as in <see cref="EmailVerificationRequested"/>. There may be no account yet: who
/// sends the mail asks user-service for the invitation's address.
/// </summary>
/// <param name="Token">URL-safe; never to be logged.</param>
public sealed record StaffInvited(Guid InvitationId, string Token, DateTimeOffset ExpiresAt) : IIntegrationEvent
{
    public static string Type => "staff-invited.v1";
    public static string Topic => Topics.Users;
    public string Key => InvitationId.ToString();
}

/// <summary>What protects an account was changed, or a recovery code used; its owner is told, in case it was somebody else.</summary>
/// <param name="Change">One of <see cref="SecondFactorChanges"/>.</param>
public sealed record SecondFactorChanged(Guid UserId, string Change, DateTimeOffset ChangedAt) : IIntegrationEvent
{
    public static string Type => "second-factor-changed.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

public static class SecondFactorChanges
{
    public const string TurnedOn = "turned-on";

    /// <summary>By the owner.</summary>
    public const string TurnedOff = "turned-off";

    /// <summary>By staff.</summary>
    public const string Removed = "removed";

    public const string RecoveryCodesReplaced = "recovery-codes-replaced";
    public const string RecoveryCodeUsed = "recovery-code-used";
}

/// <summary>The owner has proved the account's address: what was kept for an unverified one can be sent.</summary>
public sealed record EmailVerified(Guid UserId, DateTimeOffset VerifiedAt) : IIntegrationEvent
{
    public static string Type => "email-verified.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}

/// <summary>The account is gone: who keeps personal data of the person erases it, and keeps what the books need.</summary>
public sealed record UserErased(Guid UserId, DateTimeOffset ErasedAt) : IIntegrationEvent
{
    public static string Type => "user-erased.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}
