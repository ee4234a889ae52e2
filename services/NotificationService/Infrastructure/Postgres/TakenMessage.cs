using System.Text.Json;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Postgres;

/// <summary>A message that this process has taken from the queue.</summary>
internal sealed class TakenMessage
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Channel { get; init; } = "";

    /// <summary>Null where the buyer of the order is not known yet.</summary>
    public Guid? UserId { get; init; }

    public string? Data { get; init; }

    /// <summary>Attempts, including this one. A different number in the database means that another process has the message.</summary>
    public int Attempts { get; init; }

    /// <summary>Attempts before it was resent by staff.</summary>
    public int ResentAfter { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    /// <summary>The verified number.</summary>
    public string? Phone { get; init; }

    public MessageKind KindOf => MessageKinds.Find(Kind) ?? throw new InvalidOperationException($"Unknown kind of message '{Kind}'.");

    public MessageData? ReadData() => Data is null ? null : JsonSerializer.Deserialize(Data, MessageJson.Default.MessageData);
}
