using Ecommerce.CatalogService.Products;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Import;

/// <summary>A line of an export: what an import takes, so that one can be fed to the other.</summary>
internal sealed record ExportedProduct(
    Guid Id, string Name, string Description, string Brand, string Category, IReadOnlyList<string> Tags, bool Published,
    IReadOnlyList<ExportedVariant> Variants)
{
    public static ExportedProduct Of(StockedProduct stocked)
    {
        var (id, _, details, _, _) = stocked.Product;
        return new ExportedProduct(
            id, details.Name, details.Description, details.Brand, details.Category, details.Tags, details.Published,
            [.. details.Variants.Select(v => new ExportedVariant(v.Sku, v.Options, v.Price, stocked.Available.GetValueOrDefault(v.Sku)))]);
    }
}

internal sealed record ExportedVariant(string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Stock);
