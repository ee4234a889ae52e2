using Ecommerce.CatalogService.Domain.History;
using Ecommerce.CatalogService.Domain.Products;

namespace Ecommerce.CatalogService.Infrastructure.Storage;

/// <summary>A product as it is saved.</summary>
/// <param name="CountedStock">For each of its SKUs the counted stock, or null to leave it alone.</param>
/// <param name="Entry">For its history; null: nobody did it, or nothing changed.</param>
internal sealed record ProductWrite(Product Product, IReadOnlyDictionary<string, int?> CountedStock, ProductHistoryEntry? Entry)
{
    /// <summary>The same product as a new version, because its prices or its category's name changed.</summary>
    public static ProductWrite Refresh(Product product, DateTimeOffset now)
        => new(
            product.Next(product.Details, now), product.Details.Skus().ToDictionary(sku => sku, int? (_) => null, StringComparer.Ordinal),
            Entry: null);
}
