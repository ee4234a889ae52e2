namespace Ecommerce.NotificationService.Domain;

/// <summary>Why a message is sent; decides whether it can be switched off and how it is rate limited.</summary>
internal enum Purpose
{
    /// <summary>About the security of an account: never limited, cannot be switched off.</summary>
    Security,

    /// <summary>About a contract: required by law.</summary>
    Contract,

    /// <summary>Sent for convenience.</summary>
    Service,

    /// <summary>Sent in the shop's interest, or on request.</summary>
    Marketing,
}

internal static class Channels
{
    public const string Email = "email";
    public const string Sms = "sms";

    public static readonly string[] All = [Email, Sms];
}

/// <summary>A kind of message; its template has the same name.</summary>
/// <param name="BySms">Whether it can be sent by SMS too, to those who have chosen so.</param>
internal sealed record MessageKind(string Name, Purpose Purpose, bool BySms = false)
{
    /// <summary>Whether it cannot be switched off. Nothing is required by SMS.</summary>
    public bool IsRequired(string channel) => channel == Channels.Email && Purpose is Purpose.Security or Purpose.Contract;

    public bool Has(string channel) => channel == Channels.Email ? this != MessageKinds.PhoneCode : BySms;

    /// <summary>Whether people choose where they get it: these go to whoever was asked for, who may have no account.</summary>
    public bool HasPreference => this != MessageKinds.PhoneCode && this != MessageKinds.StaffInvitation;

    /// <summary>Whether its mail says where the order goes.</summary>
    public bool SaysAddress => this == MessageKinds.OrderConfirmed || this == MessageKinds.OrderShipped;

    /// <summary>The default of a person without a preference.</summary>
    public static bool IsOnByDefault(string channel) => channel == Channels.Email;
}

internal static class MessageKinds
{
    public static readonly MessageKind Welcome = new("welcome", Purpose.Service);
    public static readonly MessageKind VerifyEmail = new("verify-email", Purpose.Security);
    public static readonly MessageKind ResetPassword = new("reset-password", Purpose.Security);
    public static readonly MessageKind PasswordChanged = new("password-changed", Purpose.Security);
    public static readonly MessageKind EmailChangeRequested = new("email-change-requested", Purpose.Security);
    public static readonly MessageKind AlreadyRegistered = new("already-registered", Purpose.Security);
    public static readonly MessageKind SecondFactorChanged = new("second-factor-changed", Purpose.Security);
    public static readonly MessageKind StaffInvitation = new("staff-invitation", Purpose.Security);
    public static readonly MessageKind PhoneCode = new("phone-code", Purpose.Security, BySms: true);
    public static readonly MessageKind OrderConfirmed = new("order-confirmed", Purpose.Contract, BySms: true);
    public static readonly MessageKind OrderCancelled = new("order-cancelled", Purpose.Contract, BySms: true);
    public static readonly MessageKind OrderRefunded = new("order-refunded", Purpose.Contract);
    public static readonly MessageKind ReturnApproved = new("return-approved", Purpose.Contract);
    public static readonly MessageKind ReturnRejected = new("return-rejected", Purpose.Contract);
    public static readonly MessageKind OrderShipped = new("order-shipped", Purpose.Service, BySms: true);
    public static readonly MessageKind OrderDelivered = new("order-delivered", Purpose.Service, BySms: true);
    public static readonly MessageKind ReviewInvitation = new("review-invitation", Purpose.Marketing);
    public static readonly MessageKind AbandonedCart = new("abandoned-cart", Purpose.Marketing);
    public static readonly MessageKind BackInStock = new("back-in-stock", Purpose.Marketing, BySms: true);

    public static readonly IReadOnlyList<MessageKind> All =
    [
        Welcome, VerifyEmail, ResetPassword, PasswordChanged, EmailChangeRequested, AlreadyRegistered, SecondFactorChanged,
        StaffInvitation, PhoneCode, OrderConfirmed, OrderCancelled, OrderRefunded, ReturnApproved, ReturnRejected, OrderShipped,
        OrderDelivered, ReviewInvitation, AbandonedCart, BackInStock,
    ];

    /// <summary>Kinds whose data contain secrets.</summary>
    public static readonly string[] SecurityNames = [.. All.Where(kind => kind.Purpose is Purpose.Security).Select(kind => kind.Name)];

    private static readonly Dictionary<string, MessageKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static MessageKind? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);
}
