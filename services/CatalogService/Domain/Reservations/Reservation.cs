using System.Text.Json.Serialization;

namespace Ecommerce.CatalogService.Domain.Reservations;

internal enum ReservationState
{
    /// <summary>All lines are reserved.</summary>
    Held,

    /// <summary>Too little stock: nothing is reserved.</summary>
    Refused,

    /// <summary>The order was confirmed: its lines are sold.</summary>
    Sold,

    /// <summary>The order was confirmed after its reservation had expired, and its stock was gone.</summary>
    CommitFailed,

    /// <summary>Held for too long: released.</summary>
    [JsonStringEnumMemberName("Lapsed")]
    Expired,

    /// <summary>The order is cancelled: nothing is reserved, and nothing will be.</summary>
    Cancelled,
}

/// <param name="Returned">Units that were sold and came back.</param>
internal sealed record ReservedLine(string Sku, int Quantity, int Returned = 0)
{
    /// <summary>Units that the order has, or holds.</summary>
    public int Kept => Quantity - Returned;
}

/// <summary>The stock of an order.</summary>
/// <param name="Lines">One per SKU.</param>
/// <param name="ShortSkus">The lines that fell short, when refused or not committed.</param>
internal sealed record Reservation(
    Guid OrderId, ReservationState State, IReadOnlyList<ReservedLine> Lines, IReadOnlyList<string> ShortSkus, DateTimeOffset ExpiresAt);
