using System.Text.Json.Serialization;
using Ecommerce.Contracts;

namespace Ecommerce.NotificationService.Domain;

/// <summary>The data of a message's text; each kind has some of it.</summary>
internal sealed record MessageData
{
    public Guid? OrderId { get; init; }
    public Guid? ReturnId { get; init; }
    public IReadOnlyList<MessageLine>? Lines { get; init; }
    public Money? Total { get; init; }

    /// <summary>The parts of the total.</summary>
    public OrderCosts? Costs { get; init; }

    /// <summary>Of a cancelled order: it is certain that no money was taken.</summary>
    public bool NothingCharged { get; init; }

    /// <summary>Of a cancelled order: its lines return to the cart.</summary>
    public bool BackInCart { get; init; }

    /// <summary>The refunded amount.</summary>
    public Money? Refund { get; init; }

    /// <summary>Machine readable.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the order goes; asked for when the message is sent, and not stored.</summary>
    [JsonIgnore]
    public DeliveryAddress? Address { get; init; }

    /// <summary>Opens the order without a session; asked for when the message is sent, and not stored.</summary>
    [JsonIgnore]
    public string? OrderKey { get; init; }

    /// <summary>Of a rejected return: in the words of the shop's staff.</summary>
    public string? Explanation { get; init; }

    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }
    public Guid? ProductId { get; init; }
    public string? Product { get; init; }

    /// <summary>When the cart was last changed.</summary>
    public DateTimeOffset? CartChangedAt { get; init; }

    /// <summary>The secret of a link, or the code of an SMS.</summary>
    public string? Token { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>A number that is being verified and is not the account's yet.</summary>
    public string? Phone { get; init; }
}

/// <param name="Price">The unit price; null where it is unknown.</param>
internal sealed record MessageLine(string Name, int Quantity, Money? Price)
{
    public static MessageLine FromOrderLine(OrderLine line)
    {
        var name = line.Options is { Count: > 0 } options ? $"{line.Name} ({string.Join(", ", options.Values)})" : line.Name;
        return new(name, line.Quantity, line.UnitPrice);
    }
}
