using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Domain.Reservations;

/// <summary>What becomes of an order's reservation, and which units move for it.</summary>
internal sealed record ReservationDecision(Reservation Reservation, IReadOnlyList<StockMove> Moves, string Reason = "")
{
    /// <summary>The event was handled before.</summary>
    public static ReservationDecision Unchanged(Reservation existing) => new(existing, []);
}
