namespace Ecommerce.NotificationService.Messages;

/// <summary>What somebody is to be told.</summary>
/// <param name="Cause">What it is told for: the same cause never makes a second message of the kind.</param>
/// <param name="UserId">Null where only the order is known; its buyer is meant.</param>
/// <param name="NotAfter">It is worth nothing after this.</param>
internal sealed record NewMessage(
    MessageKind Kind, string Cause, Guid? UserId, MessageData Data, DateTimeOffset DueAt, DateTimeOffset NotAfter);

internal static class Causes
{
    public static string Event(Guid id) => $"event:{id}";

    public static string Order(Guid id) => $"order:{id}";

    public static string Refund(Guid id) => $"refund:{id}";

    public static string Alert(Guid id) => $"alert:{id}";
}
