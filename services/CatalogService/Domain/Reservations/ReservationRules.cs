using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Domain.Reservations;

/// <summary>The decisions on an order's stock: of its reservation and of the locked stock, and nothing else.</summary>
internal static class ReservationRules
{
    public static ReservationDecision Reserve(
        Reservation? existing, Guid orderId, IReadOnlyList<ReservedLine> lines, StockLevels stock, DateTimeOffset expiresAt)
    {
        if (existing is not (null or { State: ReservationState.Expired }))
            return ReservationDecision.Unchanged(existing);

        var held = new Reservation(orderId, ReservationState.Held, lines, [], expiresAt);
        return TakeAllOrNothing(held, ReservationState.Refused, stock, (level, quantity) => level.Reserve(quantity), StockReasons.Reserved);
    }

    public static ReservationDecision Confirm(
        Reservation? existing, Guid orderId, IReadOnlyList<ReservedLine> lines, StockLevels stock, DateTimeOffset now)
        => existing?.State switch
        {
            ReservationState.Held => new(
                existing with { State = ReservationState.Sold },
                Moves(existing.Lines, stock, (level, quantity) => level.SellReserved(quantity)),
                StockReasons.Sold),
            null or ReservationState.Expired or ReservationState.Refused => TakeAllOrNothing(
                new Reservation(orderId, ReservationState.Sold, lines, [], now),
                ReservationState.CommitFailed,
                stock,
                (level, quantity) => level.SellAvailable(quantity),
                StockReasons.Sold),
            _ => ReservationDecision.Unchanged(existing),
        };

    public static ReservationDecision Cancel(Reservation? existing, Guid orderId, StockLevels stock, DateTimeOffset now)
    {
        var cancelled = existing is null
            ? new Reservation(orderId, ReservationState.Cancelled, [], [], now)
            : existing with { State = ReservationState.Cancelled };
        return existing?.State switch
        {
            ReservationState.Held => new(
                cancelled, Moves(existing.Lines, stock, (level, quantity) => level.Release(quantity)), StockReasons.Released),
            ReservationState.Sold => new(
                cancelled, Moves(existing.Lines, stock, (level, quantity) => level.Return(quantity)), StockReasons.Cancelled),
            _ => new(cancelled, []),
        };
    }

    public static ReservationDecision Expire(Reservation held, StockLevels stock)
        => new(
            held with { State = ReservationState.Expired },
            Moves(held.Lines, stock, (level, quantity) => level.Release(quantity)),
            StockReasons.Expired);

    /// <summary>Of a sold order: what came back, at most what it has, can be bought again.</summary>
    public static ReservationDecision Return(Reservation sold, IReadOnlyList<ReservedLine> received, StockLevels stock)
    {
        var quantities = received.ToDictionary(l => l.Sku, l => l.Quantity, StringComparer.Ordinal);
        var lines = new List<ReservedLine>();
        var moves = new List<StockMove>();
        foreach (var line in sold.Lines)
        {
            var returned = Math.Min(quantities.GetValueOrDefault(line.Sku), line.Kept);
            lines.Add(line with { Returned = line.Returned + returned });
            if (returned > 0)
                moves.Add(stock[line.Sku].Return(returned));
        }

        return new(sold with { Lines = lines }, moves, StockReasons.Returned);
    }

    private static ReservationDecision TakeAllOrNothing(
        Reservation taken, ReservationState refused, StockLevels stock, Func<StockLevel, int, StockMove> take, string reason)
    {
        string[] shortSkus = [.. taken.Lines.Where(l => !stock[l.Sku].HasAvailable(l.Quantity)).Select(l => l.Sku)];
        return shortSkus.Length == 0
            ? new(taken, Moves(taken.Lines, stock, take), reason)
            : new(taken with { State = refused, Lines = [], ShortSkus = shortSkus }, []);
    }

    private static List<StockMove> Moves(IReadOnlyList<ReservedLine> lines, StockLevels stock, Func<StockLevel, int, StockMove> move)
        => [.. lines.Where(line => line.Kept > 0).Select(line => move(stock[line.Sku], line.Kept))];
}
