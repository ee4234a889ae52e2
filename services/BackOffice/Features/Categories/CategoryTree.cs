using Ecommerce.BackOffice.Infrastructure.Api;

namespace Ecommerce.BackOffice.Features.Categories;

/// <summary>All categories, and what a move changes in them.</summary>
public sealed class CategoryTree
{
    private readonly ILookup<string?, Category> byParent;

    public CategoryTree(IReadOnlyCollection<Category> categories)
    {
        All = categories;
        byParent = categories
            .OrderBy(one => one.Order)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .ToLookup(one => one.Parent, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<Category> All { get; }

    /// <param name="parent">Its slug; null: the roots.</param>
    public IReadOnlyList<Category> Below(string? parent) => [.. byParent[parent]];

    /// <summary>Where it may be moved: neither to itself nor below itself.</summary>
    public IEnumerable<(Category Category, int Level)> TargetsOf(string slug) => TargetsOf(slug, null, 0);

    public bool IsTarget(string slug, string? parent) => parent is null || TargetsOf(slug).Any(target => target.Category.Slug == parent);

    /// <summary>The sibling in front of it; null where it is the first.</summary>
    public Category? Previous(Category category)
        => Below(category.Parent).TakeWhile(one => one.Slug != category.Slug).LastOrDefault();

    public Category? Next(Category category)
        => Below(category.Parent).SkipWhile(one => one.Slug != category.Slug).Skip(1).FirstOrDefault();

    /// <summary>Where a new one stands: last among its siblings, as far as its name allows.</summary>
    public int LastOrder(string? parent) => Below(parent).Select(one => one.Order).DefaultIfEmpty(0).Max();

    public CategoryTree With(Category changed) => new([.. All.Where(one => one.Slug != changed.Slug), changed]);

    public CategoryTree Without(string slug) => new([.. All.Where(one => one.Slug != slug)]);

    /// <summary>The categories that differ once it is moved, itself first: as few as keep its new siblings in their order.</summary>
    /// <param name="parent">Its new parent; null: it becomes a root.</param>
    /// <param name="before">The slug of the sibling behind it; null: it becomes the last.</param>
    public IReadOnlyList<Category> Move(Category moved, string? parent, string? before)
    {
        var siblings = Below(parent).Where(one => one.Slug != moved.Slug).ToList();
        var index = siblings.FindIndex(one => one.Slug == before);
        siblings.Insert(index < 0 ? siblings.Count : index, moved with { Parent = parent });
        var changed = Ordered(siblings).Where(one => !All.Contains(one));
        return [.. changed.OrderByDescending(one => one.Slug == moved.Slug)];
    }

    private static IEnumerable<Category> Ordered(IEnumerable<Category> siblings)
    {
        Category? last = null;
        foreach (var sibling in siblings)
        {
            last = last is null || Follows(sibling, last) ? sibling : sibling with { Order = last.Order + 1 };
            yield return last;
        }
    }

    private static bool Follows(Category category, Category last)
        => category.Order > last.Order
            || (category.Order == last.Order && string.CompareOrdinal(category.Name, last.Name) > 0);

    private IEnumerable<(Category Category, int Level)> TargetsOf(string slug, string? parent, int level)
        => byParent[parent]
            .Where(one => one.Slug != slug)
            .SelectMany(one => TargetsOf(slug, one.Slug, level + 1).Prepend((one, level)));
}
