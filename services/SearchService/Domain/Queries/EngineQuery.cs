using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Domain.Queries;

/// <summary>A word or phrase that matches a part of a query.</summary>
/// <param name="Words">More than one word is a phrase.</param>
/// <param name="IsPrefix">Whether words that begin with the last word match, too.</param>
internal sealed record Wording(IReadOnlyList<string> Words, bool IsPrefix = false);

/// <summary>A part of a query: a product matches when it has one of the wordings.</summary>
/// <param name="Weight">Its share in the score: rare words weigh more than common ones.</param>
internal sealed record Clause(IReadOnlyList<Wording> Wordings, double Weight = 1);

/// <summary>A product matches when it has one of the values in the field.</summary>
internal sealed record FacetFilter(string Field, IReadOnlyList<string> Values)
{
    public IEnumerable<string> Terms => Values.Select(value => Facets.Term(Field, value));
}

internal sealed record Filters(IReadOnlyList<FacetFilter> Facets, decimal? MinPrice, decimal? MaxPrice)
{
    public static readonly Filters None = new([], null, null);

    /// <summary>The fields that are filtered by. Facets of each are counted without its own filter.</summary>
    public IEnumerable<string> Fields
    {
        get
        {
            var fields = Facets.Select(facet => facet.Field).Distinct(StringComparer.Ordinal);
            return HasPrice ? fields.Append(Products.Facets.Price) : fields;
        }
    }

    public bool IsNone => Facets.Count == 0 && !HasPrice;

    private bool HasPrice => MinPrice is not null || MaxPrice is not null;

    public Filters Without(string field) => field == Products.Facets.Price
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

/// <summary>A query for a page of products.</summary>
/// <param name="Clauses">Without any, all products match.</param>
/// <param name="All">Whether a product must match all clauses rather than at least one.</param>
/// <param name="Plain">The normalized text: a product with exactly this name comes first.</param>
/// <param name="WithFacets">Whether facets are counted, too.</param>
internal sealed record EngineQuery(
    IReadOnlyList<Clause> Clauses, bool All, string Plain, Filters Filters, SearchSort Sort, SearchCursor? After, int Limit,
    bool WithFacets = true);

/// <param name="Key">Its sort key as the engine writes it.</param>
/// <param name="Name">With marks around matches, see <see cref="Highlighting"/>.</param>
internal sealed record Hit(IndexedProduct Product, string Key, string Name, string Description);

/// <param name="Total">The number of matches; a lower bound unless <paramref name="IsExact"/>.</param>
/// <param name="Facets">Numbers of products by facet term, each field counted without its own filter.</param>
internal sealed record Hits(long Total, bool IsExact, IReadOnlyList<Hit> Page, IReadOnlyDictionary<string, int> Facets);
