using Ecommerce.CatalogService.Domain.Reservations;
using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>
/// Reserves, sells and releases the stock of orders. Each event of an order is answered by one of the catalogue's, however often it
/// arrives.
/// </summary>
internal sealed class OrderStock(TimeProvider timeProvider, IOptions<ReservationOptions> options, IFeatureManager features)
{
    public async Task ReserveAsync(
        ICatalogTransaction transaction, Guid orderId, IReadOnlyList<OrderLine> ordered, CancellationToken cancellationToken)
    {
        var lines = await TrackedLinesAsync(ordered);
        var existing = await transaction.LockReservationAsync(orderId, cancellationToken);
        var stock = await transaction.LockStockAsync(Skus(lines), cancellationToken);
        var decision = ReservationRules.Reserve(existing, orderId, lines, stock, timeProvider.GetUtcNow() + options.Value.Lifetime);
        await ApplyAsync(transaction, stock, existing, decision, cancellationToken);
        await PublishStateAsync(transaction, decision.Reservation, cancellationToken);
    }

    public async Task ConfirmAsync(
        ICatalogTransaction transaction, Guid orderId, IReadOnlyList<OrderLine> ordered, CancellationToken cancellationToken)
    {
        var existing = await transaction.LockReservationAsync(orderId, cancellationToken);
        var lines = existing is { State: ReservationState.Held } ? existing.Lines : await TrackedLinesAsync(ordered);
        var stock = await transaction.LockStockAsync(Skus(lines), cancellationToken);
        var decision = ReservationRules.Confirm(existing, orderId, lines, stock, timeProvider.GetUtcNow());
        await ApplyAsync(transaction, stock, existing, decision, cancellationToken);
        if (decision.Reservation.State == ReservationState.Sold)
            await transaction.PublishAsync([new StockCommitted(orderId)], cancellationToken);
        else
            await PublishStateAsync(transaction, decision.Reservation, cancellationToken);
    }

    public async Task CancelAsync(ICatalogTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        var existing = await transaction.LockReservationAsync(orderId, cancellationToken);
        var stock = await transaction.LockStockAsync(Skus(existing?.Lines ?? []), cancellationToken);
        var decision = ReservationRules.Cancel(existing, orderId, stock, timeProvider.GetUtcNow());
        await ApplyAsync(transaction, stock, existing, decision, cancellationToken);
        await PublishStateAsync(transaction, decision.Reservation, cancellationToken);
    }

    /// <summary>
    /// Makes returned units available again. Nothing is published while the order's sale is not known here: the order service repeats
    /// both events until they are answered.
    /// </summary>
    public async Task ReturnAsync(
        ICatalogTransaction transaction, Guid orderId, Guid returnId, IReadOnlyList<OrderLine> lines, CancellationToken cancellationToken)
    {
        var existing = await transaction.LockReservationAsync(orderId, cancellationToken);
        if (existing is not { State: ReservationState.Sold or ReservationState.Cancelled })
            return;

        // A cancelled order has returned everything already.
        var isNew = await transaction.TryAddReturnAsync(returnId, orderId, timeProvider.GetUtcNow(), cancellationToken);
        if (isNew && existing.State == ReservationState.Sold)
        {
            var stock = await transaction.LockStockAsync(Skus(existing.Lines), cancellationToken);
            var decision = ReservationRules.Return(existing, QuantityPerSku(lines), stock);
            await ApplyAsync(transaction, stock, existing, decision, cancellationToken);
        }

        await transaction.PublishAsync([new StockReturned(orderId, returnId)], cancellationToken);
    }

    /// <summary>Releases a reservation that was held for too long. False: it is not, or not any more.</summary>
    public async Task<bool> ExpireAsync(ICatalogTransaction transaction, Guid orderId, CancellationToken cancellationToken)
    {
        if (await transaction.LockReservationAsync(orderId, cancellationToken) is not { State: ReservationState.Held } held
            || held.ExpiresAt >= timeProvider.GetUtcNow())
            return false;

        var stock = await transaction.LockStockAsync(Skus(held.Lines), cancellationToken);
        await ApplyAsync(transaction, stock, held, ReservationRules.Expire(held, stock), cancellationToken);
        return true;
    }

    private static async Task ApplyAsync(
        ICatalogTransaction transaction, StockLevels stock, Reservation? existing, ReservationDecision decision,
        CancellationToken cancellationToken)
    {
        if (decision.Reservation == existing)
            return;

        await transaction.SaveReservationAsync(decision.Reservation, cancellationToken);
        await StockWriter.MoveAsync(
            transaction, stock, decision.Moves, decision.Reason, decision.Reservation.OrderId, cancellationToken);
    }

    private static Task PublishStateAsync(ICatalogTransaction transaction, Reservation reservation, CancellationToken cancellationToken)
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

    /// <summary>While stock is not tracked an order is accepted whatever is available, and moves no units.</summary>
    private async Task<List<ReservedLine>> TrackedLinesAsync(IReadOnlyList<OrderLine> ordered)
        => await features.IsEnabledAsync(FeatureFlags.InventoryTracking) ? QuantityPerSku(ordered) : [];

    private static List<ReservedLine> QuantityPerSku(IReadOnlyList<OrderLine> lines)
        => [.. lines.GroupBy(l => l.Sku, l => l.Quantity, StringComparer.Ordinal).Select(g => new ReservedLine(g.Key, g.Sum()))];

    private static string[] Skus(IReadOnlyList<ReservedLine> lines) => [.. lines.Select(l => l.Sku)];
}
