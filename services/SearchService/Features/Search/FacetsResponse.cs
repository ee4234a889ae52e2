using System.Globalization;
using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;

namespace Ecommerce.SearchService.Features.Search;

/// <summary>How many products each further filter would leave; each field is counted without its own filter.</summary>
internal sealed record FacetsResponse(
    IReadOnlyList<CategoryCount> Categories, IReadOnlyList<ValueCount> Brands, IReadOnlyList<PriceCount> Prices,
    IReadOnlyList<RatingCount> Ratings,
    int InStock, int OnSale, IReadOnlyList<AttributeCounts> Attributes)
{
    private const int MaxValues = 20;
    private const int MaxCategories = 50;
    private const int MaxAttributes = 10;

    public static FacetsResponse Of(IReadOnlyDictionary<string, int> counts, Filters filters, CategoryNames names)
    {
        var byField = counts.ToLookup(
            count => Facets.Split(count.Key).Field,
            count => new ValueCount(Facets.Split(count.Key).Value, count.Value),
            StringComparer.Ordinal);
        var selected = filters.Facets.SelectMany(facet => facet.Terms).ToHashSet(StringComparer.Ordinal);
        return new(
            CategoriesOf(byField[Facets.Category], names),
            ValuesOf(byField, Facets.Brand, selected),
            [.. byField[Facets.Price].Select(PriceCount.Of).OrderBy(price => price.From)],
            [.. byField[Facets.Rating].Select(RatingCount.Of).OrderByDescending(rating => rating.Stars)],
            byField[Facets.Stock].Sum(count => count.Count),
            byField[Facets.Sale].Sum(count => count.Count),
            AttributesOf(byField, selected));
    }

    private static List<CategoryCount> CategoriesOf(IEnumerable<ValueCount> counts, CategoryNames names)
        => [.. counts.OrderByDescending(count => count.Count)
            .Take(MaxCategories)
            .OrderBy(count => count.Value, StringComparer.Ordinal)
            .Select(count => new CategoryCount(count.Value, names.NameOf(count.Value), count.Count))];

    private static List<AttributeCounts> AttributesOf(ILookup<string, ValueCount> byField, HashSet<string> selected)
        => [.. byField.Where(field => field.Key.StartsWith(Facets.AttributePrefix, StringComparison.Ordinal))
            .OrderByDescending(field => field.Sum(count => count.Count))
            .ThenBy(field => field.Key, StringComparer.Ordinal)
            .Take(MaxAttributes)
            .Select(field => new AttributeCounts(field.Key[Facets.AttributePrefix.Length..], ValuesOf(byField, field.Key, selected)))];

    // Selected values are always listed, so that they can be deselected.
    private static List<ValueCount> ValuesOf(ILookup<string, ValueCount> byField, string field, HashSet<string> selected)
        => [.. byField[field]
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Value, StringComparer.Ordinal)
            .Where((count, rank) => rank < MaxValues || selected.Contains(Facets.Term(field, count.Value)))];
}

internal sealed record CategoryCount(string Path, string Name, int Count);

internal sealed record ValueCount(string Value, int Count);

/// <param name="To">Exclusive; null: no upper bound.</param>
internal sealed record PriceCount(decimal From, decimal? To, int Count)
{
    public static PriceCount Of(ValueCount range)
    {
        var bounds = range.Value.Split('-');
        decimal? to = bounds[1].Length > 0 ? decimal.Parse(bounds[1], CultureInfo.InvariantCulture) : null;
        return new(decimal.Parse(bounds[0], CultureInfo.InvariantCulture), to, range.Count);
    }
}

/// <param name="Stars">At least so many.</param>
internal sealed record RatingCount(int Stars, int Count)
{
    public static RatingCount Of(ValueCount stars) => new(int.Parse(stars.Value, CultureInfo.InvariantCulture), stars.Count);
}

internal sealed record AttributeCounts(string Name, IReadOnlyList<ValueCount> Values);
