using Ecommerce.CatalogService.Domain.Categories;

namespace Ecommerce.CatalogService.Features.Categories;

/// <param name="Path">The slugs from the root, joined by slashes.</param>
/// <param name="Products">Published products in it and below it.</param>
internal sealed record CategoryResponse(string Slug, string Name, string? Parent, string Path, int Order, int Products)
{
    /// <param name="products">Published products directly in each category.</param>
    public static CategoryResponse Of(Category category, CategoryTree tree, IReadOnlyDictionary<string, int> products)
        => new(
            category.Slug, category.Name, category.Parent, tree.PathOf(category.Slug), category.Order,
            tree.Subtree(category.Slug).Sum(slug => products.GetValueOrDefault(slug)));
}
