namespace Ecommerce.CatalogService.Reservations;

internal enum ReservationState
{
    /// <summary>All lines are held.</summary>
    Held,

    /// <summary>Too little stock: nothing is held.</summary>
    Refused,

    /// <summary>The order was confirmed: its lines are sold.</summary>
    Sold,

    /// <summary>The order was confirmed after its hold had lapsed, and its stock was gone.</summary>
    CommitFailed,

    /// <summary>Held for too long: given back.</summary>
    Lapsed,

    /// <summary>The order is cancelled: nothing is held, and nothing will be.</summary>
    Cancelled,
}

/// <param name="Returned">Pieces that were sold and came back.</param>
internal sealed record ReservedLine(string Sku, int Quantity, int Returned = 0)
{
    /// <summary>Pieces that the order has, or holds.</summary>
    public int Kept => Quantity - Returned;
}

/// <summary>What the catalogue knows of an order.</summary>
/// <param name="Lines">One per SKU.</param>
/// <param name="ShortSkus">The lines that fell short, when refused or not committed.</param>
internal sealed record Reservation(
    Guid OrderId, ReservationState State, IReadOnlyList<ReservedLine> Lines, IReadOnlyList<string> ShortSkus, DateTimeOffset ExpiresAt);
