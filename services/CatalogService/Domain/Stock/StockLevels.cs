using Ecommerce.CatalogService.Domain.Products;

namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>Locked stock by SKU; a SKU that has no row has none.</summary>
internal sealed class StockLevels(IEnumerable<StockLevel> levels)
{
    private readonly Dictionary<string, StockLevel> bySku = levels.ToDictionary(l => l.Sku, StringComparer.Ordinal);

    public StockLevel this[string sku] => bySku.TryGetValue(sku, out var level) ? level : StockLevel.None(sku);

    /// <summary>
    /// Which of these SKUs another product sells, in this spelling or in another. A SKU that the product sells already is its own, whoever
    /// else sells another spelling since before that was refused.
    /// </summary>
    public string[] SoldByOthers(IEnumerable<string> skus, Guid? productId)
    {
        var soldByOthers = bySku.Values.Where(l => l.ProductId is { } owner && owner != productId).Select(l => l.Sku)
            .ToHashSet(Sku.Spelling);
        return [.. skus.Where(sku => soldByOthers.Contains(sku) && !(productId is not null && this[sku].ProductId == productId))];
    }

    public IEnumerable<StockLevel> Of(Guid productId) => bySku.Values.Where(l => l.ProductId == productId);
}
