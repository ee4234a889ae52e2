namespace Ecommerce.CatalogService.Domain.Stock;

/// <summary>A SKU that runs out.</summary>
internal sealed record LowStock(string Sku, int Available);
