namespace Ecommerce.NotificationService.Domain;

/// <summary>The statuses of messages, as stored in the database.</summary>
internal static class MessageStatus
{
    public const string Pending = "Pending";
    public const string Sending = "Sending";
    public const string Sent = "Sent";

    /// <summary>It was certainly not sent; staff can resend it.</summary>
    public const string Failed = "Failed";

    /// <summary>It may have been sent, so it is never retried automatically.</summary>
    public const string Unknown = "Unknown";

    /// <summary>It is not wanted any more.</summary>
    public const string Suppressed = "Suppressed";

    /// <summary>It expired before it could be sent.</summary>
    public const string Expired = "Expired";
}
