using Ecommerce.CatalogService.Stock;
using Ecommerce.CatalogService.Storage;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace Ecommerce.CatalogService.Reservations;

/// <summary>Holds, sells and gives back the stock of orders; every question gets its answer, however often it is asked.</summary>
internal sealed class OrderStock(TimeProvider time, IOptions<ReservationOptions> options, IFeatureManager features)
{
    public async Task PlaceAsync(ICatalogTransaction transaction, Guid orderId, IReadOnlyList<OrderLine> ordered, CancellationToken cancellationToken)
    {
        var lines = await TakenFromStockAsync(ordered);
        var known = await transaction.LockReservationAsync(orderId, cancellationToken);
        var stock = await transaction.LockStockAsync(Skus(lines), cancellationToken);
        var decision = ReservationRules.Place(known, orderId, lines, stock, time.GetUtcNow() + options.Value.Lifetime);
        await ApplyAsync(transaction, stock, known, decision, cancellationToken);
        await AnswerAsync(transaction, decision.Reservation, cancellationToken);
    }

    public async Task ConfirmAsync(ICatalogTransaction transaction, Guid orderId, IReadOnlyList<OrderLine> ordered, CancellationToken cancellationToken)
    {
        var known = await transaction.LockReservationAsync(orderId, cancellationToken);
        var lines = known is { State: ReservationState.Held } ? known.Lines : await TakenFromStockAsync(ordered);
        var stock = await transaction.LockStockAsync(Skus(lines), cancellationToken);
        var decision = ReservationRules.Confirm(known, orderId, lines, stock, time.GetUtcNow());
        await ApplyAsync(transaction, stock, known, decision, cancellationToken);
        await (decision.Reservation.State == ReservationState.Sold
            ? transaction.PublishAsync([new StockCommitted(orderId)], cancellationToken)
            : AnswerAsync(transaction, decision.Reservation, cancellationToken));
    }

    public async Task CancelAsync(ICatalogTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        var known = await transaction.LockReservationAsync(orderId, cancellationToken);
        var stock = await transaction.LockStockAsync(Skus(known?.Lines ?? []), cancellationToken);
        var decision = ReservationRules.Cancel(known, orderId, stock, time.GetUtcNow());
        await ApplyAsync(transaction, stock, known, decision, cancellationToken);
        await AnswerAsync(transaction, decision.Reservation, cancellationToken);
    }

    /// <summary>
    /// Puts what came back on the shelf. While the order's sale is not known here there is no answer: the question of the sale is
    /// asked until it is answered, and so is this one.
    /// </summary>
    public async Task ReturnAsync(
        ICatalogTransaction transaction, Guid orderId, Guid returnId, IReadOnlyList<OrderLine> lines, CancellationToken cancellationToken)
    {
        if (await transaction.LockReservationAsync(orderId, cancellationToken) is not { State: ReservationState.Sold or ReservationState.Cancelled } known)
        {
            return;
        }

        // A cancelled order has given everything back already.
        if (await transaction.TryAddReturnAsync(returnId, orderId, time.GetUtcNow(), cancellationToken) && known.State == ReservationState.Sold)
        {
            var stock = await transaction.LockStockAsync(Skus(known.Lines), cancellationToken);
            await ApplyAsync(transaction, stock, known, ReservationRules.Return(known, PerSku(lines), stock), cancellationToken);
        }

        await transaction.PublishAsync([new StockReturned(orderId, returnId)], cancellationToken);
    }

    /// <summary>Gives back one reservation that was held for too long. False: there is none.</summary>
    public async Task<bool> LapseNextAsync(ICatalogTransaction transaction, CancellationToken cancellationToken)
    {
        if (await transaction.LockExpiredReservationAsync(time.GetUtcNow(), cancellationToken) is not { } held)
        {
            return false;
        }

        var stock = await transaction.LockStockAsync(Skus(held.Lines), cancellationToken);
        await ApplyAsync(transaction, stock, held, ReservationRules.Lapse(held, stock), cancellationToken);
        return true;
    }

    private static async Task ApplyAsync(
        ICatalogTransaction transaction, StockLevels stock, Reservation? known, ReservationDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Reservation == known)
        {
            return;
        }

        await transaction.SaveReservationAsync(decision.Reservation, cancellationToken);
        await StockWriter.MoveAsync(transaction, stock, decision.Moves, decision.Reason, decision.Reservation.OrderId, cancellationToken);
    }

    private static Task AnswerAsync(ICatalogTransaction transaction, Reservation reservation, CancellationToken cancellationToken)
        => reservation.State switch
        {
            ReservationState.Held or ReservationState.Sold
                => transaction.PublishAsync([new StockReserved(reservation.OrderId, reservation.ExpiresAt)], cancellationToken),
            ReservationState.Refused
                => transaction.PublishAsync([new StockReservationFailed(reservation.OrderId, reservation.ShortSkus)], cancellationToken),
            ReservationState.CommitFailed
                => transaction.PublishAsync([new StockCommitFailed(reservation.OrderId, reservation.ShortSkus)], cancellationToken),
            _ => transaction.PublishAsync([new StockReleased(reservation.OrderId)], cancellationToken),
        };

    /// <summary>While stock is not tracked an order takes nothing from it, whatever is there: it is accepted, and holds, sells and returns no pieces.</summary>
    private async Task<List<ReservedLine>> TakenFromStockAsync(IReadOnlyList<OrderLine> ordered)
        => await features.IsEnabledAsync(FeatureFlags.InventoryTracking) ? PerSku(ordered) : [];

    private static List<ReservedLine> PerSku(IReadOnlyList<OrderLine> lines)
        => [.. lines.GroupBy(l => l.Sku, l => l.Quantity, StringComparer.Ordinal).Select(g => new ReservedLine(g.Key, g.Sum()))];

    private static string[] Skus(IReadOnlyList<ReservedLine> lines) => [.. lines.Select(l => l.Sku)];
}
