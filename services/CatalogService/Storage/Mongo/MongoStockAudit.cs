using Ecommerce.CatalogService.Reservations;
using Ecommerce.CatalogService.Stock;
using MongoDB.Driver;

namespace Ecommerce.CatalogService.Storage.Mongo;

/// <summary>Adds up the stock on the snapshot of a transaction.</summary>
internal static class MongoStockAudit
{
    public static async Task<StockAudit> RunAsync(IClientSessionHandle session, MongoCatalogue catalogue, CancellationToken cancellationToken)
    {
        var moved = new Dictionary<string, Counts>(StringComparer.Ordinal);
        await EachAsync(catalogue.Movements.Find(session, _ => true), m => Add(moved, m.Sku, new(m.Available, m.Reserved, m.Sold)), cancellationToken);
        var ordered = new Dictionary<string, Counts>(StringComparer.Ordinal);
        string[] states = [nameof(ReservationState.Held), nameof(ReservationState.Sold)];
        await EachAsync(catalogue.Reservations.Find(session, r => states.Contains(r.State)), r => AddLines(ordered, r), cancellationToken);

        var audit = new StockAudit(0, 0, 0);
        await EachAsync(catalogue.Stock.Find(session, _ => true), s => audit = Compare(audit, s, moved, ordered), cancellationToken);
        return audit;
    }

    private static StockAudit Compare(StockAudit sofar, StockDocument stock, Dictionary<string, Counts> moved, Dictionary<string, Counts> ordered)
    {
        var counts = new Counts(stock.Available, stock.Reserved, stock.Sold);
        return new(
            sofar.NotItsMovements + (counts == moved.GetValueOrDefault(stock.Sku) ? 0 : 1),
            sofar.NotItsOrders + (counts with { Available = 0 } == ordered.GetValueOrDefault(stock.Sku) ? 0 : 1),
            sofar.SoldOut + (stock is { ProductId: not null, Available: 0 } ? 1 : 0));
    }

    private static void AddLines(Dictionary<string, Counts> ordered, ReservationDocument reservation)
    {
        foreach (var line in reservation.Lines)
        {
            Add(ordered, line.Sku, reservation.State == nameof(ReservationState.Held)
                ? new(0, line.Quantity, 0)
                : new(0, 0, line.Quantity - line.Returned));
        }
    }

    private static void Add(Dictionary<string, Counts> sums, string sku, Counts more)
    {
        var sum = sums.GetValueOrDefault(sku);
        sums[sku] = new(sum.Available + more.Available, sum.Reserved + more.Reserved, sum.Sold + more.Sold);
    }

    private static async Task EachAsync<TDocument>(IFindFluent<TDocument, TDocument> found, Action<TDocument> action, CancellationToken cancellationToken)
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
