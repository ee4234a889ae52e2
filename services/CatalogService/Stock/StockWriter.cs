using Ecommerce.CatalogService.Storage;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Stock;

/// <summary>Moves locked pieces, and tells of each product of which more or fewer can be bought now.</summary>
internal static class StockWriter
{
    public static async Task MoveAsync(
        ICatalogTransaction transaction, StockLevels stock, IReadOnlyCollection<StockMove> moves, string reason, Guid? orderId,
        CancellationToken cancellationToken)
    {
        await transaction.MoveStockAsync(moves, reason, orderId, cancellationToken);
        await transaction.PublishAsync([.. Changes(stock, moves)], cancellationToken);
    }

    private static IEnumerable<StockChanged> Changes(StockLevels stock, IEnumerable<StockMove> moves)
        => from move in moves
           where move.Available != 0 && move.ProductId is not null
           let after = stock[move.Sku].After(move)
           group new SkuStock(after.Sku, after.Available, after.Version) by move.ProductId!.Value into product
           select new StockChanged(product.Key, [.. product]);
}
