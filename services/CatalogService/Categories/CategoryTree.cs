namespace Ecommerce.CatalogService.Categories;

/// <summary>All categories as they were at one time.</summary>
internal sealed class CategoryTree
{
    public static readonly CategoryTree Empty = new([]);

    private readonly Dictionary<string, Category> bySlug;
    private readonly ILookup<string?, Category> byParent;

    public CategoryTree(IReadOnlyCollection<Category> categories)
    {
        bySlug = categories.ToDictionary(c => c.Slug, StringComparer.Ordinal);
        byParent = categories.OrderBy(c => c.Order).ThenBy(c => c.Name, StringComparer.Ordinal).ToLookup(c => c.Parent, StringComparer.Ordinal);
    }

    public Category? Find(string slug) => bySlug.GetValueOrDefault(slug);

    public Category? Resolve(CategoryReference reference)
        => Find(reference.Slug) ?? bySlug.Values.FirstOrDefault(c => string.Equals(c.Name, reference.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The categories that must be made for the references to mean something, parents first.</summary>
    public IReadOnlyList<Category> Missing(IEnumerable<CategoryReference> references)
        => [.. references.Where(r => Resolve(r) is null).SelectMany(Chain).Where(c => Find(c.Slug) is null).DistinctBy(c => c.Slug)];

    public string NameOf(string slug) => Find(slug)?.Name ?? slug;

    /// <summary>The slugs from the root to it, joined by slashes.</summary>
    public string PathOf(string slug) => string.Join('/', Ancestry(slug).Reverse());

    /// <summary>How many levels it has from the root to itself.</summary>
    public int DepthOf(string slug) => Ancestry(slug).Count();

    /// <summary>How many levels stand below it.</summary>
    public int HeightOf(string slug) => byParent[slug].Select(c => 1 + HeightOf(c.Slug)).DefaultIfEmpty(0).Max();

    public bool HasChildren(string slug) => byParent[slug].Any();

    /// <summary>It and all below it.</summary>
    public IReadOnlyList<string> Subtree(string slug) => [slug, .. byParent[slug].SelectMany(c => Subtree(c.Slug))];

    /// <summary>The slugs of the category that <paramref name="text"/> names by slug, path or name, and of all below it; none: there is no such category.</summary>
    public IReadOnlyList<string> Within(string text) => Resolve(CategoryReference.Parse(text)) is { } category ? Subtree(category.Slug) : [];

    /// <summary>Depth first, siblings in their order.</summary>
    public IEnumerable<Category> InOrder() => Below(null);

    private IEnumerable<Category> Below(string? parent) => byParent[parent].SelectMany(c => Below(c.Slug).Prepend(c));

    private IEnumerable<string> Ancestry(string slug)
    {
        for (var current = Find(slug); current is not null; current = current.Parent is null ? null : Find(current.Parent))
            yield return current.Slug;
    }

    private static IEnumerable<Category> Chain(CategoryReference reference)
        => reference.Path.Select((slug, i) => new Category(
            slug, i == reference.Path.Count - 1 ? reference.Name : slug, i == 0 ? null : reference.Path[i - 1], 0));
}
