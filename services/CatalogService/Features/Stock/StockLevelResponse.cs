using Ecommerce.CatalogService.Domain.Stock;

namespace Ecommerce.CatalogService.Features.Stock;

internal sealed record StockLevelResponse(string Sku, int Available, int Reserved, int Sold)
{
    public static StockLevelResponse Of(StockLevel level) => new(level.Sku, level.Available, level.Reserved, level.Sold);

    public static StockLevelResponse Of(StockAdjustment adjustment)
        => new(adjustment.Sku, adjustment.Available, adjustment.Reserved, adjustment.Sold);
}
