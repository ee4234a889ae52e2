using Ecommerce.Background;

namespace Ecommerce.NotificationService.Domain;

/// <summary>The result of an attempt.</summary>
/// <param name="DueAt">When the message is retried; null where it is not.</param>
internal readonly record struct Settlement(string Status, string? Reason, DateTimeOffset? DueAt);

/// <summary>A message that a person received, or may have received.</summary>
internal readonly record struct SentMessage(string Kind, DateTimeOffset At);

/// <summary>Decides when a message is retried and when it has to wait for a rate limit.</summary>
internal static class DeliveryRules
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>An event usually ends the waiting; this is for one that is lost.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromHours(6);

    /// <param name="attempts">Attempts so far, including this one.</param>
    public static Settlement Settle(
        Outcome outcome, int attempts, DateTimeOffset notAfter, DateTimeOffset now, int maxAttempts, ExponentialBackoff backoff)
    {
        var retryAt = now + backoff.Delay(attempts);
        return outcome.Kind switch
        {
            OutcomeKind.Sent => new(MessageStatus.Sent, null, null),
            OutcomeKind.Unknown => new(MessageStatus.Unknown, outcome.Reason, null),
            OutcomeKind.Suppressed => new(MessageStatus.Suppressed, outcome.Reason, null),
            OutcomeKind.Waiting when now < notAfter
                => new(MessageStatus.Pending, outcome.Reason, Earlier(now + LookAgainAfter, notAfter)),
            OutcomeKind.Waiting => new(MessageStatus.Suppressed, outcome.Reason, null),
            OutcomeKind.Retry when attempts < maxAttempts && retryAt <= notAfter => new(MessageStatus.Pending, outcome.Reason, retryAt),
            _ => new(MessageStatus.Failed, outcome.Reason, null),
        };
    }

    /// <summary>When a person may receive another message; null for now.</summary>
    /// <param name="sent">What the person received by the channel within a day, without security messages.</param>
    public static DateTimeOffset? WaitUntil(
        MessageKind kind, IReadOnlyCollection<SentMessage> sent, DateTimeOffset now, int maxPerHour, int maxMarketingPerDay)
    {
        if (kind.Purpose is Purpose.Security)
            return null;
        var hourly = EndOfLimit(sent, maxPerHour, Hour, now);
        if (kind.Purpose is not Purpose.Marketing)
            return hourly;
        var daily = EndOfLimit(sent.Where(IsMarketing), maxMarketingPerDay, Day, now);
        return hourly is null || daily > hourly ? daily : hourly;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static bool IsMarketing(SentMessage message) => MessageKinds.Find(message.Kind)?.Purpose is Purpose.Marketing;

    /// <summary>When there are fewer messages than <paramref name="max"/> in the window again; null where there are now.</summary>
    private static DateTimeOffset? EndOfLimit(IEnumerable<SentMessage> sent, int max, TimeSpan window, DateTimeOffset now)
    {
        var latest = sent.Select(message => message.At).Where(at => at > now - window).OrderDescending().Take(max).ToList();
        return latest.Count < max ? null : latest[^1] + window;
    }
}
