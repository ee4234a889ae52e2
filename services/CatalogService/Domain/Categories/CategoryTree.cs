namespace Ecommerce.CatalogService.Domain.Categories;

/// <summary>All categories as they were at one time.</summary>
internal sealed class CategoryTree
{
    private readonly Dictionary<string, Category> bySlug;
    private readonly ILookup<string?, Category> byParent;

    public CategoryTree(IReadOnlyCollection<Category> categories)
    {
        bySlug = categories.ToDictionary(c => c.Slug, StringComparer.Ordinal);
        byParent = categories
            .OrderBy(c => c.Order)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .ToLookup(c => c.Parent, StringComparer.Ordinal);
    }

    public Category? Find(string slug) => bySlug.GetValueOrDefault(slug);

    public Category? Resolve(CategoryReference reference)
        => Find(reference.Slug)
            ?? bySlug.Values.FirstOrDefault(c => string.Equals(c.Name, reference.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The categories that must be created so that each reference resolves, parents first.</summary>
    public IReadOnlyList<Category> FindMissing(IEnumerable<CategoryReference> references)
    {
        var unresolved = references.Where(r => Resolve(r) is null);
        return [.. unresolved.SelectMany(ToCategories).Where(c => Find(c.Slug) is null).DistinctBy(c => c.Slug)];
    }

    public string NameOf(string slug) => Find(slug)?.Name ?? slug;

    /// <summary>The slugs from the root to it, joined by slashes.</summary>
    public string PathOf(string slug) => string.Join('/', Ancestry(slug).Reverse());

    /// <summary>How many levels it has from the root to itself.</summary>
    public int DepthOf(string slug) => Ancestry(slug).Count();

    /// <summary>How many levels are below it.</summary>
    public int HeightOf(string slug) => byParent[slug].Select(c => 1 + HeightOf(c.Slug)).DefaultIfEmpty(0).Max();

    public bool HasChildren(string slug) => byParent[slug].Any();

    /// <summary>It and all below it.</summary>
    public IReadOnlyList<string> Subtree(string slug) => [slug, .. byParent[slug].SelectMany(c => Subtree(c.Slug))];

    /// <summary>
    /// The slugs of the category that <paramref name="text"/> names by slug, path or name, and of all below it; none when there is no
    /// such category.
    /// </summary>
    public IReadOnlyList<string> ResolveSubtree(string text)
        => Resolve(CategoryReference.Parse(text)) is { } category ? Subtree(category.Slug) : [];

    /// <summary>Depth first, siblings in their order.</summary>
    public IEnumerable<Category> DepthFirst() => DepthFirst(null);

    private IEnumerable<Category> DepthFirst(string? parent) => byParent[parent].SelectMany(c => DepthFirst(c.Slug).Prepend(c));

    private IEnumerable<string> Ancestry(string slug)
    {
        for (var current = Find(slug); current is not null; current = current.Parent is null ? null : Find(current.Parent))
            yield return current.Slug;
    }

    /// <summary>One category for each slug of the path.</summary>
    private static IEnumerable<Category> ToCategories(CategoryReference reference)
    {
        for (var i = 0; i < reference.Path.Count; i++)
        {
            var slug = reference.Path[i];
            var isLast = i == reference.Path.Count - 1;
            yield return new Category(slug, isLast ? reference.Name : slug, i == 0 ? null : reference.Path[i - 1], Order: 0);
        }
    }
}
