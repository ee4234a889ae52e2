namespace Ecommerce.CatalogService.Categories;

/// <summary>
/// How a product names its category: by slug, by path (<c>home/kitchen</c>), or by name. The last slug of a path decides; the rest
/// matters only to a category that is not there yet.
/// </summary>
/// <param name="Path">Slugs from the root.</param>
/// <param name="Name">What a new one is called.</param>
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
