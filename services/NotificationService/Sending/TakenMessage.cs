using System.Text.Json;
using Ecommerce.NotificationService.Messages;

namespace Ecommerce.NotificationService.Sending;

/// <summary>A message that this process has taken to send it.</summary>
internal sealed class TakenMessage
{
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";
    public string Channel { get; init; } = "";

    /// <summary>Null where it is not known yet whose the order is.</summary>
    public Guid? UserId { get; init; }

    public string? Data { get; init; }

    /// <summary>Tries, this one included: who has another number has lost it.</summary>
    public int Attempts { get; init; }

    /// <summary>Tries before somebody had it sent again.</summary>
    public int ResentAfter { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    /// <summary>The number that was proved.</summary>
    public string? Phone { get; init; }

    /// <summary>The buyer has bought something since the cart was left alone.</summary>
    public bool BoughtSince { get; init; }

    public MessageKind KindOf => MessageKinds.Find(Kind) ?? throw new InvalidOperationException($"There is no kind of message '{Kind}'.");

    public MessageData? ReadData() => Data is null ? null : JsonSerializer.Deserialize(Data, MessageJson.Default.MessageData);
}
