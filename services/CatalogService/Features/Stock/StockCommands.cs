using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Ecommerce.CatalogService.Infrastructure.Storage;

namespace Ecommerce.CatalogService.Features.Stock;

/// <summary>Units that come in, get lost or are found, once per caller and idempotency key.</summary>
internal sealed class StockCommands(IProductStore store, ProductCache cache)
{
    public async Task<StockChangeResult> ChangeAsync(
        Guid caller, string key, string sku, int change, string reason, CancellationToken cancellationToken)
    {
        var result = await store.InTransactionAsync(
            (transaction, token) => ChangeAsync(transaction, caller, key, sku, change, reason, token), cancellationToken);
        if (result.ChangedProduct is { } product)
            await cache.InvalidateAsync(product);
        return result;
    }

    private static async Task<StockChangeResult> ChangeAsync(
        ICatalogTransaction transaction, Guid caller, string key, string sku, int change, string reason,
        CancellationToken cancellationToken)
    {
        if (!await transaction.TryLockIdempotencyKeyAsync(caller, key, cancellationToken))
            return StockChangeResult.Failed(StockChangeError.InProgress);
        if (await transaction.FindAdjustmentAsync(caller, key, cancellationToken) is { } earlier)
        {
            return earlier.Matches(sku, change, reason)
                ? new StockChangeResult(earlier)
                : StockChangeResult.Failed(StockChangeError.KeyReused);
        }

        var stock = await transaction.LockStockAsync([sku], cancellationToken);
        var level = stock[sku];
        if (Check(level, change) is var error and not StockChangeError.None)
            return StockChangeResult.Failed(error);

        var move = level.Adjust(change);
        var adjustment = StockAdjustment.Of(level.After(move), change, reason);
        await StockWriter.MoveAsync(transaction, stock, [move], reason, null, cancellationToken);
        await transaction.SaveAdjustmentAsync(caller, key, adjustment, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new StockChangeResult(adjustment) { ChangedProduct = level.ProductId };
    }

    private static StockChangeError Check(StockLevel level, int change) => level switch
    {
        { ProductId: null } => StockChangeError.NotFound,
        _ when level.Available + change < 0 => StockChangeError.BelowZero,
        _ when level.Available + change > StockLevel.MaxAvailable => StockChangeError.TooHigh,
        _ => StockChangeError.None,
    };
}
