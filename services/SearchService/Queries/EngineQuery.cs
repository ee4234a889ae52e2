using Ecommerce.SearchService.Indexing;

namespace Ecommerce.SearchService.Queries;

/// <summary>One way to say a part of a query.</summary>
/// <param name="Words">More than one: a phrase.</param>
/// <param name="IsPrefix">The last word may go on.</param>
internal sealed record Wording(IReadOnlyList<string> Words, bool IsPrefix = false);

/// <summary>A part of a query: any of its wordings will do.</summary>
/// <param name="Weight">How much it tells: a rare word more than a common one.</param>
internal sealed record Clause(IReadOnlyList<Wording> Wordings, double Weight = 1);

/// <summary>What a product must have: one of the values of the field.</summary>
internal sealed record FacetFilter(string Field, IReadOnlyList<string> Values)
{
    public IEnumerable<string> Terms => Values.Select(value => Facets.Term(Field, value));
}

internal sealed record Filters(IReadOnlyList<FacetFilter> Facets, decimal? MinPrice, decimal? MaxPrice)
{
    public static readonly Filters None = new([], null, null);

    /// <summary>The fields that are filtered by: the counts of each are to be told as if it were not.</summary>
    public IEnumerable<string> Fields => Facets.Select(facet => facet.Field).Concat(HasPrice ? [Indexing.Facets.Price] : []).Distinct(StringComparer.Ordinal);

    public bool IsNone => Facets.Count == 0 && !HasPrice;

    private bool HasPrice => MinPrice is not null || MaxPrice is not null;

    public Filters Without(string field) => field == Indexing.Facets.Price
        ? new([.. Facets.Where(facet => facet.Field != field)], null, null)
        : this with { Facets = [.. Facets.Where(facet => facet.Field != field)] };
}

internal enum SearchSort
{
    Relevance,
    Price,
    PriceDescending,
    Newest,
    Rating,
    BestSelling,
}

/// <summary>A page of what fits.</summary>
/// <param name="Clauses">None: everything fits.</param>
/// <param name="All">Whether a product must fit all clauses, or at least one.</param>
/// <param name="Plain">The whole text as words with spaces between them: a product that is called so comes first.</param>
/// <param name="WithFacets">Whether counts are asked for as well.</param>
internal sealed record EngineQuery(
    IReadOnlyList<Clause> Clauses, bool All, string Plain, Filters Filters, SearchSort Sort, SearchCursor? After, int Limit, bool WithFacets = true);

/// <param name="Key">What it is sorted by, as the engine writes it.</param>
/// <param name="Name">With marks around what fits, see <see cref="Highlighting"/>.</param>
internal sealed record Hit(IndexedProduct Product, string Key, string Name, string Description);

/// <param name="Total">How many fit, exactly or at least.</param>
/// <param name="Facets">Products by facet term, where each field's own filter does not count.</param>
internal sealed record Hits(long Total, bool IsExact, IReadOnlyList<Hit> Page, IReadOnlyDictionary<string, int> Facets);
