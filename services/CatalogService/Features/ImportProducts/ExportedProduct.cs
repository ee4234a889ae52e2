using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Features.ImportProducts;

/// <summary>A line of an export: what an import takes, and versions, so that it can be compared with events.</summary>
/// <param name="Category">Its path; an import creates categories that do not exist.</param>
internal sealed record ExportedProduct(
    Guid Id, long Version, string Name, string Description, string Brand, string Category, string CategoryName,
    IReadOnlyList<string> Tags, bool Published, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes,
    IReadOnlyList<ProductImage> Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeoTitle,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeoDescription,
    IReadOnlyList<ExportedVariant> Variants, DateTimeOffset UpdatedAt)
{
    public static ExportedProduct Of(StockedProduct stocked, CategoryTree categories)
    {
        var (id, version, details, _, updatedAt) = stocked.Product;
        return new ExportedProduct(
            id, version, details.Name, details.Description, details.Brand,
            categories.PathOf(details.Category), categories.NameOf(details.Category), details.Tags, details.Published,
            details.Attributes, details.Images, details.SeoTitle, details.SeoDescription,
            [.. details.Variants.Select(v => Variant(v, stocked))], updatedAt);
    }

    private static ExportedVariant Variant(Variant variant, StockedProduct stocked) => new(
        variant.Sku, variant.Options, variant.Price, variant.Sale, stocked.Available.GetValueOrDefault(variant.Sku),
        stocked.StockVersions?.GetValueOrDefault(variant.Sku) ?? 0);
}

/// <param name="Price">Outside a sale.</param>
/// <param name="StockVersion">Of the stock; the highest one is the latest.</param>
internal sealed record ExportedVariant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Sale? Sale, int Stock, long StockVersion);
