using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Infrastructure.Messaging;

/// <summary>When messages are sent, and for how long they are kept.</summary>
internal sealed class MessageOptions
{
    public const string Section = "Messages";

    /// <summary>Older events lead to no message: after a long outage, or when a topic is read again.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "60.00:00:00")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The delay between the delivery of an order and the review invitation.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan ReviewInvitationAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long settled messages are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The language of users who have chosen none.</summary>
    [RegularExpression("en|de", ErrorMessage = "must be en or de")]
    public string DefaultLanguage { get; init; } = "en";
}
