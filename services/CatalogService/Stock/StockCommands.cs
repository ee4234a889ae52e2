using Ecommerce.CatalogService.Cache;
using Ecommerce.CatalogService.Storage;

namespace Ecommerce.CatalogService.Stock;

internal enum StockRefusal
{
    None,
    NotFound,
    InProgress,
    OtherRequest,
    BelowZero,
    TooMuch,
}

internal sealed record StockOutcome(StockLevelResponse? Level, StockRefusal Refusal = StockRefusal.None);

/// <summary>Pieces that come in, get lost or are found, once per caller and idempotency key.</summary>
internal sealed class StockCommands(IProductStore store, ProductCache cache)
{
    public const int MostAvailable = 100_000_000;

    public async Task<StockOutcome> ChangeAsync(Guid caller, string key, string sku, int change, string reason, CancellationToken cancellationToken)
    {
        var (outcome, changed) = await store.InTransactionAsync(
            (transaction, token) => ChangeAsync(transaction, caller, key, sku, change, reason, token), cancellationToken);
        if (changed is { } product)
            await cache.ForgetAsync(product);
        return outcome;
    }

    /// <returns>Beside the outcome the product of which more or fewer can be bought now.</returns>
    private static async Task<(StockOutcome Outcome, Guid? Changed)> ChangeAsync(
        ICatalogTransaction transaction, Guid caller, string key, string sku, int change, string reason, CancellationToken cancellationToken)
    {
        if (!await transaction.TryLockKeyAsync(caller, key, cancellationToken))
            return (new StockOutcome(null, StockRefusal.InProgress), null);
        if (await transaction.FindAdjustmentAsync(caller, key, cancellationToken) is { } earlier)
            return (earlier.Asks(sku, change, reason) ? new StockOutcome(earlier.Result) : new StockOutcome(null, StockRefusal.OtherRequest), null);

        var stock = await transaction.LockStockAsync([sku], cancellationToken);
        var level = stock[sku];
        if (Refuse(level, change) is var refusal and not StockRefusal.None)
            return (new StockOutcome(null, refusal), null);

        var move = level.Restock(change);
        var result = StockLevelResponse.Of(level.After(move));
        await StockWriter.MoveAsync(transaction, stock, [move], reason, null, cancellationToken);
        await transaction.SaveAdjustmentAsync(caller, key, new StockAdjustment(sku, change, reason, result), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (new StockOutcome(result), level.ProductId);
    }

    private static StockRefusal Refuse(StockLevel level, int change) => level switch
    {
        { ProductId: null } => StockRefusal.NotFound,
        _ when level.Available + change < 0 => StockRefusal.BelowZero,
        _ when level.Available + change > MostAvailable => StockRefusal.TooMuch,
        _ => StockRefusal.None,
    };
}
