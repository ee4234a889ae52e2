using System.Text.Json.Serialization;
using Ecommerce.CatalogService.Domain.Categories;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Features.ReadProducts;

internal sealed record ProductResponse(
    Guid Id, long Version, string Name, string Description, string Brand, string Category, string CategoryPath, IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyList<ProductImage> Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeoTitle,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SeoDescription,
    bool Published, IReadOnlyList<VariantResponse> Variants, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <param name="now">Decides which prices apply.</param>
    public static ProductResponse Of(StockedProduct stocked, CategoryTree categories, DateTimeOffset now)
    {
        var (id, version, details, createdAt, updatedAt) = stocked.Product;
        return new ProductResponse(
            id, version, details.Name, details.Description, details.Brand, categories.NameOf(details.Category), categories.PathOf(
                details.Category),
            details.Tags, details.Attributes, details.Images, details.SeoTitle, details.SeoDescription, details.Published,
            [.. details.Variants.Select(v => VariantResponse.Of(v, stocked.Available.GetValueOrDefault(v.Sku), now))],
            createdAt, updatedAt);
    }
}

/// <param name="Price">What a unit costs now.</param>
internal sealed record VariantResponse(
    string Sku, IReadOnlyDictionary<string, string> Options, Money Price, Money RegularPrice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Sale? Sale, int Available)
{
    public static VariantResponse Of(Variant variant, int available, DateTimeOffset now)
        => new(variant.Sku, variant.Options, variant.PriceAt(now), variant.Price, variant.Sale, available);
}

internal sealed record ProductListResponse(IReadOnlyList<ProductResponse> Items, string? Next);

/// <summary>What cart and order read of a SKU.</summary>
/// <param name="Price">What a unit costs now.</param>
internal sealed record SellableVariantResponse(
    string Sku, Guid ProductId, string Name, IReadOnlyDictionary<string, string> Options, Money Price, Money RegularPrice, int Available,
    bool Published,
    string? Category, string? Image)
{
    public static SellableVariantResponse Of(SellableVariant sold, DateTimeOffset now)
    {
        var variant = sold.Variant;
        return new(
            variant.Sku, sold.ProductId, sold.Name, variant.Options, variant.PriceAt(now), variant.Price, sold.Available, sold.Published,
            sold.Category, sold.Image);
    }
}

internal sealed record VariantListResponse(IReadOnlyList<SellableVariantResponse> Items, IReadOnlyList<string> Missing);
