using Ecommerce.CatalogService.Stock;

namespace Ecommerce.CatalogService.Reservations;

/// <summary>What becomes of an order's reservation, and which pieces move for it. No moves: it was answered before.</summary>
internal sealed record ReservationDecision(Reservation Reservation, IReadOnlyList<StockMove> Moves, string Reason = "")
{
    public static ReservationDecision Unchanged(Reservation known) => new(known, []);
}

/// <summary>The decisions on an order's stock: of what is known of the order and of the locked stock, and nothing else.</summary>
internal static class ReservationRules
{
    public static ReservationDecision Place(Reservation? known, Guid orderId, IReadOnlyList<ReservedLine> lines, StockLevels stock, DateTimeOffset expiresAt)
    {
        if (known is not null and not { State: ReservationState.Lapsed })
        {
            return ReservationDecision.Unchanged(known);
        }

        var held = new Reservation(orderId, ReservationState.Held, lines, [], expiresAt);
        return TakeAll(held, ReservationState.Refused, stock, (level, quantity) => level.Reserve(quantity), StockReasons.Reserved);
    }

    public static ReservationDecision Confirm(Reservation? known, Guid orderId, IReadOnlyList<ReservedLine> lines, StockLevels stock, DateTimeOffset now)
        => known?.State switch
        {
            ReservationState.Held => new(
                known with { State = ReservationState.Sold },
                Moves(known.Lines, stock, (level, quantity) => level.SellReserved(quantity)),
                StockReasons.Sold),
            null or ReservationState.Lapsed or ReservationState.Refused => TakeAll(
                new Reservation(orderId, ReservationState.Sold, lines, [], now),
                ReservationState.CommitFailed,
                stock,
                (level, quantity) => level.SellAvailable(quantity),
                StockReasons.Sold),
            _ => ReservationDecision.Unchanged(known),
        };

    public static ReservationDecision Cancel(Reservation? known, Guid orderId, StockLevels stock, DateTimeOffset now)
    {
        var cancelled = (known ?? new Reservation(orderId, ReservationState.Cancelled, [], [], now)) with { State = ReservationState.Cancelled };
        return known?.State switch
        {
            ReservationState.Held => new(
                cancelled, Moves(known.Lines, stock, (level, quantity) => level.Release(quantity)), StockReasons.Released),
            ReservationState.Sold => new(
                cancelled, Moves(known.Lines, stock, (level, quantity) => level.GiveBack(quantity)), StockReasons.Cancelled),
            _ => new(cancelled, []),
        };
    }

    public static ReservationDecision Lapse(Reservation held, StockLevels stock)
        => new(
            held with { State = ReservationState.Lapsed },
            Moves(held.Lines, stock, (level, quantity) => level.Release(quantity)),
            StockReasons.Lapsed);

    /// <summary>Of a sold order: what came back, at most what it has, can be bought again.</summary>
    public static ReservationDecision Return(Reservation sold, IReadOnlyList<ReservedLine> cameBack, StockLevels stock)
    {
        var pieces = cameBack.ToDictionary(l => l.Sku, l => l.Quantity, StringComparer.Ordinal);
        List<ReservedLine> returned = [.. sold.Lines
            .Select(l => new ReservedLine(l.Sku, Math.Min(pieces.GetValueOrDefault(l.Sku), l.Kept)))
            .Where(l => l.Quantity > 0)];
        return new(
            sold with { Lines = [.. sold.Lines.Select(l => l with { Returned = l.Returned + (returned.Find(r => r.Sku == l.Sku)?.Quantity ?? 0) })] },
            Moves(returned, stock, (level, quantity) => level.GiveBack(quantity)),
            StockReasons.Returned);
    }

    private static ReservationDecision TakeAll(
        Reservation taken, ReservationState refused, StockLevels stock, Func<StockLevel, int, StockMove> take, string reason)
    {
        string[] shortSkus = [.. taken.Lines.Where(l => !stock[l.Sku].CanGive(l.Quantity)).Select(l => l.Sku)];
        return shortSkus.Length == 0
            ? new(taken, Moves(taken.Lines, stock, take), reason)
            : new(taken with { State = refused, Lines = [], ShortSkus = shortSkus }, []);
    }

    private static List<StockMove> Moves(IReadOnlyList<ReservedLine> lines, StockLevels stock, Func<StockLevel, int, StockMove> move)
        => [.. lines.Where(line => line.Kept > 0).Select(line => move(stock[line.Sku], line.Kept))];
}
