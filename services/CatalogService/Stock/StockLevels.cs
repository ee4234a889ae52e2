namespace Ecommerce.CatalogService.Stock;

/// <summary>Locked stock by SKU; a SKU that is nowhere counts as none.</summary>
internal sealed class StockLevels(IEnumerable<StockLevel> levels)
{
    private readonly Dictionary<string, StockLevel> _levels = levels.ToDictionary(l => l.Sku, StringComparer.Ordinal);

    public StockLevel this[string sku] => _levels.TryGetValue(sku, out var level) ? level : StockLevel.None(sku);

    public IEnumerable<StockLevel> Of(Guid productId) => _levels.Values.Where(l => l.ProductId == productId);
}
