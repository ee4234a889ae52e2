using Ecommerce.NotificationService.Messages;

namespace Ecommerce.NotificationService.Recipients;

/// <summary>Decides who is written to, and where.</summary>
internal static class RecipientRules
{
    /// <summary>Why somebody is not to be written to; null where nothing speaks against it.</summary>
    public static string? Objection(Contact? contact, MessageKind kind) => (contact, kind.Purpose) switch
    {
        (null, _) => "no-account",
        ({ DisabledAt: not null }, Purpose.Service or Purpose.Marketing) => "account-disabled",
        // An address that nobody proved may be a stranger's.
        ({ EmailVerified: false }, Purpose.Marketing) => "address-not-verified",
        _ => null,
    };

    /// <summary>A link to prove an address goes to that address.</summary>
    public static string AddressFor(Contact contact, MessageKind kind)
        => kind == MessageKinds.VerifyEmail && contact.PendingEmail is { } pending ? pending : contact.Email;
}
