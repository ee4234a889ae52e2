namespace Ecommerce.CatalogService.Domain.Categories;

/// <summary>Where a category may stand in the tree.</summary>
internal static class CategoryPlacement
{
    public const int MaxDepth = 8;

    /// <summary>Why the category cannot stand below its parent; null: it can.</summary>
    public static string? FindError(Category category, CategoryTree tree)
    {
        if (category.Parent is not { } parent)
            return null;
        if (tree.Find(parent) is null)
            return "is no category";
        if (tree.Subtree(category.Slug).Contains(parent, StringComparer.Ordinal))
            return "must not be the category itself or one below it";

        var depth = tree.DepthOf(parent) + 1 + tree.HeightOf(category.Slug);
        return depth > MaxDepth ? $"would make more than {MaxDepth} levels" : null;
    }
}
