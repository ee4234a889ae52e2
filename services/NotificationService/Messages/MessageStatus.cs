namespace Ecommerce.NotificationService.Messages;

/// <summary>As the database has them.</summary>
internal static class MessageStatus
{
    public const string Pending = "Pending";
    public const string Sending = "Sending";
    public const string Sent = "Sent";

    /// <summary>It was definitely not sent; somebody may send it again.</summary>
    public const string Failed = "Failed";

    /// <summary>It may have been sent: only somebody who knows more sends it again.</summary>
    public const string Unknown = "Unknown";

    /// <summary>Not wanted any more.</summary>
    public const string Suppressed = "Suppressed";

    /// <summary>Its time was over before it could be sent.</summary>
    public const string Expired = "Expired";
}
