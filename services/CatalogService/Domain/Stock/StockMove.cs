namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>Changes of a SKU's counts, and the product that it belongs to afterwards.</summary>
internal sealed record StockMove(string Sku, Guid? ProductId, int Available, int Reserved, int Sold)
{
    /// <summary>It changes no count.</summary>
    public bool IsEmpty => this is { Available: 0, Reserved: 0, Sold: 0 };
}
