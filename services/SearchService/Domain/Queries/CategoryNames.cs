namespace Ecommerce.SearchService.Domain.Queries;

/// <summary>Names of categories by path.</summary>
internal sealed class CategoryNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>
    /// The name, or the slug in words for a category without products of its own: products tell the names of their own categories only.
    /// </summary>
    public string NameOf(string path)
    {
        if (names.TryGetValue(path, out var name))
            return name;
        var slug = path[(path.LastIndexOf('/') + 1)..].Replace('-', ' ');
        return slug.Length == 0 ? slug : char.ToUpperInvariant(slug[0]) + slug[1..];
    }

    /// <summary>The paths that a slug, a path or a name stands for.</summary>
    public IReadOnlyList<string> PathsOf(string category)
    {
        var byName = names.Where(pair => string.Equals(pair.Value, category, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Key);
        var bySlug = names.Keys.Select(path => PathUpTo(path, category)).OfType<string>();
        string[] paths = [.. byName.Concat(bySlug).Distinct(StringComparer.Ordinal)];
        return paths.Length > 0 ? paths : [category];
    }

    /// <summary>The part of a path that ends with these slugs; null where the path does not contain them.</summary>
    private static string? PathUpTo(string path, string slugs)
    {
        var found = $"/{path}/".IndexOf($"/{slugs}/", StringComparison.Ordinal);
        return found >= 0 ? path[..(found + slugs.Length)] : null;
    }
}
