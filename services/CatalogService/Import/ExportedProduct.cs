using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Categories;
using Ecommerce.CatalogService.Products;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Import;

/// <summary>A line of an export: what an import takes, so that one can be fed to the other.</summary>
/// <param name="Category">Its path, which makes the category where there is none.</param>
internal sealed record ExportedProduct(
    Guid Id, string Name, string Description, string Brand, string Category, IReadOnlyList<string> Tags, bool Published,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<ProductImage> Images, IReadOnlyList<ExportedVariant> Variants)
{
    public static ExportedProduct Of(StockedProduct stocked, CategoryTree categories)
    {
        var (id, _, details, _, _) = stocked.Product;
        return new ExportedProduct(
            id, details.Name, details.Description, details.Brand, categories.PathOf(details.Category), details.Tags, details.Published,
            details.Attributes, details.Images,
            [.. details.Variants.Select(v => new ExportedVariant(v.Sku, v.Options, v.Price, v.Sale, stocked.Available.GetValueOrDefault(v.Sku)))]);
    }
}

/// <param name="Price">Outside a sale.</param>
internal sealed record ExportedVariant(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Sale? Sale, int Stock);
