using System.Text.Json.Serialization;
using Ecommerce.Contracts;

namespace Ecommerce.NotificationService.Messages;

/// <summary>What a message's text is made of, as the event told it; each kind has some of it.</summary>
internal sealed record MessageData
{
    public Guid? OrderId { get; init; }
    public IReadOnlyList<MessageLine>? Lines { get; init; }
    public Money? Total { get; init; }

    /// <summary>What went back to the shopper.</summary>
    public Money? Refund { get; init; }

    /// <summary>Machine readable.</summary>
    public string? Reason { get; init; }

    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    public Guid? ProductId { get; init; }
    public string? Product { get; init; }

    /// <summary>When the cart was last changed.</summary>
    public DateTimeOffset? CartChangedAt { get; init; }

    /// <summary>A link's secret, or the code of an SMS.</summary>
    public string? Token { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A number that is being proved and so is not the account's yet.</summary>
    public string? Phone { get; init; }
}

/// <param name="Price">Of one piece; null where it is not known.</param>
internal sealed record MessageLine(string Name, int Quantity, Money? Price)
{
    public static MessageLine Of(OrderLine line) => new(
        line.Options is { Count: > 0 } options ? $"{line.Name} ({string.Join(", ", options.Values)})" : line.Name, line.Quantity, line.UnitPrice);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageData))]
[JsonSerializable(typeof(IReadOnlyList<MessageLine>))]
internal sealed partial class MessageJson : JsonSerializerContext;
