namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>A SKU that a product sells.</summary>
/// <param name="Category">Its category's slug.</param>
/// <param name="Image">Where the product's first image is.</param>
internal sealed record SellableVariant(
    Guid ProductId, string Name, Variant Variant, int Available, bool Published, string? Category = null, string? Image = null);
