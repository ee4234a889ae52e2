namespace Ecommerce.NotificationService.Domain;

/// <summary>A message to be sent.</summary>
/// <param name="Cause">Deduplication key: there is one message per cause, kind and channel.</param>
/// <param name="UserId">The recipient; null where only the order is known, whose buyer receives it.</param>
/// <param name="NotAfter">When it expires.</param>
internal sealed record NewMessage(
    MessageKind Kind, string Cause, Guid? UserId, MessageData Data, DateTimeOffset DueAt, DateTimeOffset NotAfter);

internal static class Causes
{
    public static string Event(Guid id) => $"event:{id}";

    public static string Order(Guid id) => $"order:{id}";

    public static string Refund(Guid id) => $"refund:{id}";

    public static string Return(Guid id) => $"return:{id}";

    public static string Alert(Guid id) => $"alert:{id}";

    /// <param name="key">The caller's own, one for each intention.</param>
    public static string Resend(Guid message, Guid caller, string key) => $"{ResendsOf(message)}{caller}:{key}";

    /// <summary>The message that one of this cause is a copy of; null where it is none.</summary>
    public static Guid? OriginalOf(string cause)
        => cause.Split(':') is ["resend", var original, ..] && Guid.TryParse(original, out var id) ? id : null;

    /// <summary>How the causes of all copies of a message begin.</summary>
    public static string ResendsOf(Guid message) => $"resend:{message}:";
}
