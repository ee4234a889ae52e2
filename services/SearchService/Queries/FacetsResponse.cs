using System.Globalization;
using Ecommerce.SearchService.Indexing;

namespace Ecommerce.SearchService.Queries;

/// <summary>How many products each further choice would leave; each field is counted as if it were not filtered by itself.</summary>
internal sealed record FacetsResponse(
    IReadOnlyList<CategoryCount> Categories, IReadOnlyList<ValueCount> Brands, IReadOnlyList<PriceCount> Prices, IReadOnlyList<RatingCount> Ratings,
    int InStock, IReadOnlyList<AttributeCounts> Attributes)
{
    private const int MostValues = 20;
    private const int MostCategories = 50;
    private const int MostAttributes = 10;

    public static FacetsResponse Of(IReadOnlyDictionary<string, int> counts, Filters filters, CategoryNames names)
    {
        var fields = counts.Select(count => (Term: Indexing.Facets.Split(count.Key), count.Value)).ToLookup(count => count.Term.Field, count => (count.Term.Value, count.Value));
        var chosen = filters.Facets.SelectMany(facet => facet.Terms).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. fields[Facets.Category].OrderByDescending(c => c.Item2).Take(MostCategories).OrderBy(c => c.Item1, StringComparer.Ordinal)
                .Select(c => new CategoryCount(c.Item1, names.NameOf(c.Item1), c.Item2))],
            Values(fields, Facets.Brand, chosen),
            [.. fields[Facets.Price].Select(PriceCount.Of).OrderBy(price => price.From)],
            [.. fields[Facets.Rating].Select(c => new RatingCount(int.Parse(c.Item1, CultureInfo.InvariantCulture), c.Item2)).OrderByDescending(c => c.Stars)],
            fields[Facets.Stock].Sum(c => c.Item2),
            [.. fields.Where(field => field.Key.StartsWith(Facets.AttributePrefix, StringComparison.Ordinal))
                .OrderByDescending(field => field.Sum(c => c.Item2)).ThenBy(field => field.Key, StringComparer.Ordinal).Take(MostAttributes)
                .Select(field => new AttributeCounts(field.Key[Facets.AttributePrefix.Length..], Values(fields, field.Key, chosen)))]);
    }

    // What is chosen is always told, so that it can be unchosen.
    private static List<ValueCount> Values(ILookup<string, (string Value, int Count)> fields, string field, HashSet<string> chosen)
    {
        var values = fields[field].OrderByDescending(c => c.Count).ThenBy(c => c.Value, StringComparer.Ordinal).ToList();
        return [.. values.Where((c, place) => place < MostValues || chosen.Contains(Facets.Term(field, c.Value))).Select(c => new ValueCount(c.Value, c.Count))];
    }
}

internal sealed record CategoryCount(string Path, string Name, int Count);

internal sealed record ValueCount(string Value, int Count);

/// <param name="To">Without it; null: no end.</param>
internal sealed record PriceCount(decimal From, decimal? To, int Count)
{
    public static PriceCount Of((string Range, int Count) count)
    {
        var ends = count.Range.Split('-');
        return new(decimal.Parse(ends[0], CultureInfo.InvariantCulture), ends[1].Length > 0 ? decimal.Parse(ends[1], CultureInfo.InvariantCulture) : null, count.Count);
    }
}

/// <param name="Stars">So many, or more.</param>
internal sealed record RatingCount(int Stars, int Count);

internal sealed record AttributeCounts(string Name, IReadOnlyList<ValueCount> Values);
