using Ecommerce.CatalogService.Domain.Categories;

namespace Ecommerce.CatalogService.Domain.Products;

/// <summary>A valid request for a product.</summary>
/// <param name="Stock">For each SKU the counted stock, or null to leave it alone.</param>
internal sealed record ProductDraft(ProductDetails Details, CategoryReference Category, IReadOnlyDictionary<string, int?> Stock)
{
    /// <summary>Nothing was said of whether it is published: an import leaves a product that there is as it is.</summary>
    public bool KeepsPublished { get; init; }

    /// <summary>The details, in the category that the reference resolves to.</summary>
    public ProductDetails In(CategoryTree categories)
        => Details with { Category = categories.Resolve(Category)?.Slug ?? Category.Slug };

    /// <summary>The details of what there is already.</summary>
    public ProductDetails Over(Product current, CategoryTree categories)
        => In(categories) with { Published = KeepsPublished ? current.Details.Published : Details.Published };
}
