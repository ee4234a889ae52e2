using Ecommerce.CatalogService.Domain.Stock;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>Moves locked stock, and publishes each product whose available units changed.</summary>
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
