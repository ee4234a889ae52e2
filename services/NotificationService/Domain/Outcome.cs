namespace Ecommerce.NotificationService.Domain;

internal enum OutcomeKind
{
    /// <summary>The server has accepted it.</summary>
    Sent,

    /// <summary>It was not sent, and can be retried.</summary>
    Retry,

    /// <summary>It was not sent and never will be.</summary>
    Refused,

    /// <summary>Whether the server has it is unknown.</summary>
    Unknown,

    /// <summary>It is not wanted any more, or there is no recipient.</summary>
    Suppressed,

    /// <summary>It may be sent once something has changed, which is looked for now and then.</summary>
    Waiting,

    /// <summary>The lease has expired and another process has the message.</summary>
    Lost,
}

/// <summary>The outcome of an attempt.</summary>
/// <param name="Reason">Machine readable, without personal data: responses of servers can quote addresses.</param>
internal readonly record struct Outcome(OutcomeKind Kind, string? Reason = null)
{
    public static readonly Outcome Sent = new(OutcomeKind.Sent);
    public static readonly Outcome Lost = new(OutcomeKind.Lost);

    public static Outcome Retry(string reason) => new(OutcomeKind.Retry, reason);

    public static Outcome Refused(string reason) => new(OutcomeKind.Refused, reason);

    public static Outcome Unknown(string reason) => new(OutcomeKind.Unknown, reason);

    public static Outcome Waiting(string reason) => new(OutcomeKind.Waiting, reason);

    public static Outcome Suppressed(string reason) => new(OutcomeKind.Suppressed, reason);
}
