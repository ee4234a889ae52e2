using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>Adds up the stock, on the snapshot of a transaction.</summary>
internal static class MongoStockAudit
{
    public static async Task<StockAudit> RunAsync(
        IClientSessionHandle session, MongoCatalogue catalogue, CancellationToken cancellationToken)
    {
        var moved = new Dictionary<string, Counts>(StringComparer.Ordinal);
        var movements = catalogue.Movements.Find(session, _ => true);
        await ForEachAsync(movements, m => Add(moved, m.Sku, new(m.Available, m.Reserved, m.Sold)), cancellationToken);

        var ordered = new Dictionary<string, Counts>(StringComparer.Ordinal);
        string[] states = [nameof(ReservationState.Held), nameof(ReservationState.Sold)];
        var reservations = catalogue.Reservations.Find(session, r => states.Contains(r.State));
        await ForEachAsync(reservations, r => AddLines(ordered, r), cancellationToken);

        var audit = new StockAudit(0, 0, 0);
        var stock = catalogue.Stock.Find(session, _ => true);
        await ForEachAsync(stock, s => audit = Compare(audit, s, moved, ordered), cancellationToken);
        return audit;
    }

    private static StockAudit Compare(
        StockAudit audit, StockDocument stock, Dictionary<string, Counts> moved, Dictionary<string, Counts> ordered)
    {
        var counts = new Counts(stock.Available, stock.Reserved, stock.Sold);
        var matchesMovements = counts == moved.GetValueOrDefault(stock.Sku);
        var matchesOrders = counts with { Available = 0 } == ordered.GetValueOrDefault(stock.Sku);
        var isSoldOut = stock is { ProductId: not null, Available: 0 };
        return new(
            audit.MovementMismatches + (matchesMovements ? 0 : 1),
            audit.OrderMismatches + (matchesOrders ? 0 : 1),
            audit.SoldOut + (isSoldOut ? 1 : 0));
    }

    private static void AddLines(Dictionary<string, Counts> ordered, ReservationDocument reservation)
    {
        foreach (var line in reservation.Lines)
        {
            var isHeld = reservation.State == nameof(ReservationState.Held);
            Add(ordered, line.Sku, isHeld ? new(0, line.Quantity, 0) : new(0, 0, line.Quantity - line.Returned));
        }
    }

    private static void Add(Dictionary<string, Counts> sums, string sku, Counts more)
    {
        var sum = sums.GetValueOrDefault(sku);
        sums[sku] = new(sum.Available + more.Available, sum.Reserved + more.Reserved, sum.Sold + more.Sold);
    }

    private static async Task ForEachAsync<TDocument>(
        IFindFluent<TDocument, TDocument> found, Action<TDocument> action, CancellationToken cancellationToken)
    {
        using var cursor = await found.ToCursorAsync(cancellationToken);
        while (await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var document in cursor.Current)
                action(document);
        }
    }

    private readonly record struct Counts(int Available, int Reserved, int Sold);
}
