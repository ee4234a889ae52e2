namespace Ecommerce.CatalogService.Domain.Categories;

/// <summary>
/// How a product names its category: by slug, by path (<c>home/kitchen</c>), or by name. The last slug of a path decides; the others
/// matter only when the category does not exist yet.
/// </summary>
/// <param name="Path">Slugs from the root.</param>
/// <param name="Name">The name of a category that has to be created.</param>
internal sealed record CategoryReference(IReadOnlyList<string> Path, string Name)
{
    public string Slug => Path[^1];

    public static CategoryReference Parse(string text)
    {
        var slugs = text.Split('/');
        return slugs.All(Categories.Slug.IsSlug)
            ? new CategoryReference(slugs, slugs[^1])
            : new CategoryReference([Categories.Slug.Of(text)], text);
    }
}
