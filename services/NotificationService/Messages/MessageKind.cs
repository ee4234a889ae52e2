namespace Ecommerce.NotificationService.Messages;

/// <summary>Why people are written to; it decides what they may switch off and how often they hear of it.</summary>
internal enum Purpose
{
    /// <summary>About the account itself: at once, always.</summary>
    Security,

    /// <summary>About a contract: law wants it told.</summary>
    Contract,

    /// <summary>Told for convenience.</summary>
    Service,

    /// <summary>In the shop's interest, or on wish.</summary>
    Marketing,
}

internal static class Channels
{
    public const string Email = "email";
    public const string Sms = "sms";

    public static readonly string[] All = [Email, Sms];
}

/// <summary>A kind of message; each has a template of its name.</summary>
/// <param name="BySms">Whether it may come by SMS as well, to those who asked for that.</param>
internal sealed record MessageKind(string Name, Purpose Purpose, bool BySms = false)
{
    /// <summary>Whether it cannot be switched off. By SMS nothing comes unasked.</summary>
    public bool IsRequired(string channel) => channel == Channels.Email && Purpose is Purpose.Security or Purpose.Contract;

    public bool Has(string channel) => channel == Channels.Email ? this != MessageKinds.PhoneCode : BySms;

    /// <summary>What holds for who has chosen nothing.</summary>
    public static bool IsOnByDefault(string channel) => channel == Channels.Email;
}

internal static class MessageKinds
{
    public static readonly MessageKind Welcome = new("welcome", Purpose.Service);
    public static readonly MessageKind VerifyEmail = new("verify-email", Purpose.Security);
    public static readonly MessageKind ResetPassword = new("reset-password", Purpose.Security);
    public static readonly MessageKind PasswordChanged = new("password-changed", Purpose.Security);
    public static readonly MessageKind EmailChangeRequested = new("email-change-requested", Purpose.Security);
    public static readonly MessageKind PhoneCode = new("phone-code", Purpose.Security, BySms: true);
    public static readonly MessageKind OrderConfirmed = new("order-confirmed", Purpose.Contract, BySms: true);
    public static readonly MessageKind OrderCancelled = new("order-cancelled", Purpose.Contract, BySms: true);
    public static readonly MessageKind OrderRefunded = new("order-refunded", Purpose.Contract);
    public static readonly MessageKind OrderShipped = new("order-shipped", Purpose.Service, BySms: true);
    public static readonly MessageKind OrderDelivered = new("order-delivered", Purpose.Service, BySms: true);
    public static readonly MessageKind ReviewInvitation = new("review-invitation", Purpose.Marketing);
    public static readonly MessageKind AbandonedCart = new("abandoned-cart", Purpose.Marketing);
    public static readonly MessageKind BackInStock = new("back-in-stock", Purpose.Marketing, BySms: true);

    public static readonly IReadOnlyList<MessageKind> All =
    [
        Welcome, VerifyEmail, ResetPassword, PasswordChanged, EmailChangeRequested, PhoneCode, OrderConfirmed, OrderCancelled, OrderRefunded,
        OrderShipped, OrderDelivered, ReviewInvitation, AbandonedCart, BackInStock,
    ];

    private static readonly Dictionary<string, MessageKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static MessageKind? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);
}
