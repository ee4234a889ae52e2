using Ecommerce.CatalogService.Products;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.CatalogService.Categories;

/// <summary>What a category must be, by itself and in its tree.</summary>
internal static class CategoryRules
{
    public const int MaxDepth = 8;
    private const int MaxOrder = 1_000_000;

    /// <param name="slug">Its own, where it has one already.</param>
    public static Category Check(CategoryRequest request, string? slug, FieldErrors wrong)
    {
        var name = TextRules.Required(request.Name, "name", 100, wrong);
        wrong.Check("slug", request.Slug is null || slug is null || request.Slug == slug, "cannot change");
        var own = slug ?? request.Slug ?? Slug.Of(name);
        wrong.Check("slug", name.Length == 0 || Slug.IsSlug(own), $"must have 1 to {Slug.MaxLength} letters a to z, digits, and hyphens between them");
        wrong.Check("parent", request.Parent is null || Slug.IsSlug(request.Parent), "must be the slug of a category");
        wrong.Check("order", request.Order is null or (>= -MaxOrder and <= MaxOrder), $"must be -{MaxOrder} to {MaxOrder}");
        return new Category(own, name, request.Parent, request.Order ?? 0);
    }

    /// <summary>What is wrong with its place in the tree; null: nothing.</summary>
    public static string? Misplaced(Category category, CategoryTree tree) => category.Parent switch
    {
        null => null,
        var parent when tree.Find(parent) is null => "is no category",
        var parent when tree.Subtree(category.Slug).Contains(parent, StringComparer.Ordinal) => "must not be the category itself or one below it",
        var parent when tree.DepthOf(parent) + 1 + tree.HeightOf(category.Slug) > MaxDepth => $"would make more than {MaxDepth} levels",
        _ => null,
    };
}
