using Ecommerce.NotificationService.Messages;

namespace Ecommerce.NotificationService.Sending;

/// <summary>What a try leaves behind.</summary>
/// <param name="DueAt">When it is tried again; null where it is not.</param>
internal readonly record struct Settlement(string Status, string? Reason, DateTimeOffset? DueAt);

/// <summary>A message that somebody got, or may have got.</summary>
internal readonly record struct SentMessage(string Kind, DateTimeOffset At);

/// <summary>Decides, and does nothing.</summary>
internal static class DeliveryRules
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="attempts">Tries so far, this one included.</param>
    public static Settlement Settle(Outcome outcome, int attempts, DateTimeOffset notAfter, DateTimeOffset now, DeliveryOptions options)
        => outcome.Kind switch
        {
            OutcomeKind.Sent => new(MessageStatus.Sent, null, null),
            OutcomeKind.Unknown => new(MessageStatus.Unknown, outcome.Reason, null),
            OutcomeKind.Suppressed => new(MessageStatus.Suppressed, outcome.Reason, null),
            OutcomeKind.Retry when attempts < options.MostAttempts && now + options.Wait(attempts) is var due && due <= notAfter
                => new(MessageStatus.Pending, outcome.Reason, due),
            _ => new(MessageStatus.Failed, outcome.Reason, null),
        };

    /// <summary>When a person may get another message; null for now.</summary>
    /// <param name="sent">What the person got by the channel within a day, security left out.</param>
    public static DateTimeOffset? WaitUntil(MessageKind kind, IReadOnlyCollection<SentMessage> sent, DateTimeOffset now, DeliveryOptions options)
    {
        if (kind.Purpose is Purpose.Security)
            return null;
        var hourly = Free(sent.Select(message => message.At), options.MostPerHour, Hour, now);
        var daily = kind.Purpose is Purpose.Marketing
            ? Free(sent.Where(message => MessageKinds.Find(message.Kind)?.Purpose is Purpose.Marketing).Select(message => message.At),
                options.MostMarketingPerDay, Day, now)
            : null;
        return hourly is null || daily > hourly ? daily : hourly;
    }

    /// <summary>When there are fewer than <paramref name="most"/> within the window again; null where there are now.</summary>
    private static DateTimeOffset? Free(IEnumerable<DateTimeOffset> times, int most, TimeSpan window, DateTimeOffset now)
        => times.Where(at => at > now - window).OrderDescending().Skip(most - 1).Select(at => (DateTimeOffset?)at + window).FirstOrDefault();
}
