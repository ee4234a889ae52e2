namespace Ecommerce.NotificationService.Sending;

internal enum OutcomeKind
{
    /// <summary>The server has taken it over.</summary>
    Sent,

    /// <summary>It was not sent, and may be later.</summary>
    Retry,

    /// <summary>It was not sent and never will be.</summary>
    Refused,

    /// <summary>The server may have it or not: it did not say.</summary>
    Unknown,

    /// <summary>Nobody wants it any more, or there is nobody.</summary>
    Suppressed,

    /// <summary>Another process has taken the message over; this one says nothing more about it.</summary>
    Lost,
}

/// <summary>What became of a try.</summary>
/// <param name="Reason">Machine readable, and never personal: servers quote addresses in what they say.</param>
internal readonly record struct Outcome(OutcomeKind Kind, string? Reason = null)
{
    public static readonly Outcome Sent = new(OutcomeKind.Sent);
    public static readonly Outcome Lost = new(OutcomeKind.Lost);

    public static Outcome Retry(string reason) => new(OutcomeKind.Retry, reason);

    public static Outcome Refused(string reason) => new(OutcomeKind.Refused, reason);

    public static Outcome Unknown(string reason) => new(OutcomeKind.Unknown, reason);

    public static Outcome Suppressed(string reason) => new(OutcomeKind.Suppressed, reason);
}
