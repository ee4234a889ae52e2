namespace Ecommerce.NotificationService.Domain;

/// <summary>Decides whether a person receives a message, and at which address.</summary>
internal static class RecipientRules
{
    public const string NotVerified = "address-not-verified";

    /// <summary>Whether a message that is suppressed for a reason is kept until that has changed: its recipient asked for it.</summary>
    public static bool IsKept(MessageKind kind, string reason) => kind == MessageKinds.BackInStock && reason == NotVerified;

    /// <summary>Why a message is not sent; null where it is.</summary>
    public static string? FindSuppressionReason(Contact? contact, MessageKind kind) => (contact, kind.Purpose) switch
    {
        (null, _) => "no-account",
        ({ DisabledAt: not null }, Purpose.Service or Purpose.Marketing) => "account-disabled",
        // An unverified address may be a stranger's.
        ({ EmailVerified: false }, Purpose.Marketing) => NotVerified,
        _ => null,
    };

    /// <summary>A verification link is sent to the address that it verifies.</summary>
    public static string AddressFor(Contact contact, MessageKind kind)
        => kind == MessageKinds.VerifyEmail && contact.PendingEmail is { } pending ? pending : contact.Email;
}
