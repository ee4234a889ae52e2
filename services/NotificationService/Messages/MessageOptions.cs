using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Messages;

/// <summary>What is written to people, and when.</summary>
internal sealed class MessageOptions
{
    public const string Section = "Messages";

    /// <summary>What happened longer ago than this is not told any more: after a long outage, or when a topic is read anew.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "60.00:00:00")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>So long after its delivery the buyer of an order is asked for reviews.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "90.00:00:00")]
    public TimeSpan ReviewInvitationAfter { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long it is known what was sent to whom.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The language of those who have chosen none.</summary>
    [RegularExpression("en|de", ErrorMessage = "must be en or de")]
    public string DefaultLanguage { get; init; } = "en";
}
