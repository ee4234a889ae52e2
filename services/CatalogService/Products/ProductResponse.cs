using Ecommerce.Contracts;

namespace Ecommerce.CatalogService.Products;

internal sealed record ProductResponse(
    Guid Id, long Version, string Name, string Description, string Brand, string Category, IReadOnlyList<string> Tags, bool Published,
    IReadOnlyList<VariantResponse> Variants, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static ProductResponse Of(StockedProduct stocked)
    {
        var (id, version, details, createdAt, updatedAt) = stocked.Product;
        return new ProductResponse(
            id, version, details.Name, details.Description, details.Brand, details.Category, details.Tags, details.Published,
            [.. details.Variants.Select(v => new VariantResponse(v.Sku, v.Options, v.Price, stocked.Available.GetValueOrDefault(v.Sku)))],
            createdAt, updatedAt);
    }
}

internal sealed record VariantResponse(string Sku, IReadOnlyDictionary<string, string> Options, Money Price, int Available);

internal sealed record ProductListResponse(IReadOnlyList<ProductResponse> Items, string? Next);

internal sealed record VariantListResponse(IReadOnlyList<SellableVariant> Items, IReadOnlyList<string> Missing);
