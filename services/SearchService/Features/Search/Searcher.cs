using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Infrastructure;
using Ecommerce.SearchService.Infrastructure.Postgres;

namespace Ecommerce.SearchService.Features.Search;

/// <param name="Match">How the hits match the text.</param>
/// <param name="DidYouMean">The corrected text; null when nothing was corrected.</param>
/// <param name="Alternatives">Best sellers, when nothing matches.</param>
/// <param name="PopularQuery">What counts as searched for; null: nothing does.</param>
internal sealed record SearchResult(
    Hits Hits, Match Match, string? DidYouMean, IReadOnlyList<Hit> Alternatives, string? PopularQuery = null);

internal enum Match
{
    /// <summary>All words.</summary>
    All,

    /// <summary>All words, some of them corrected.</summary>
    Corrected,

    /// <summary>Some of the words, since no product has all of them.</summary>
    Some,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Searches for all words first, then for some of them; when nothing matches it offers best sellers.</summary>
internal sealed class Searcher(ISearchEngine engine, SynonymStore synonyms)
{
    private const int Alternatives = 6;
    private static readonly Hits NoHits = new(0, true, [], new Dictionary<string, int>());
    private static readonly Interpretation NoText = new([], "", null);

    public async Task<SearchResult> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var parts = QueryText.Parse(request.Text);
        if (parts.Count == 0)
        {
            return string.IsNullOrWhiteSpace(request.Text)
                ? new(await QueryAsync(request, NoText, all: true, cancellationToken), Match.All, null, [])
                : await NoMatchAsync(NoHits, null, cancellationToken);
        }

        var known = await engine.LookUpAsync(QueryInterpreter.WordsToLookUp(parts), cancellationToken);
        var interpretation = QueryInterpreter.Interpret(parts, known, await synonyms.GetAsync(cancellationToken));
        var hits = await QueryAsync(request, interpretation, all: true, cancellationToken);
        var match = interpretation.Corrected is null ? Match.All : Match.Corrected;
        if (hits.Total == 0 && interpretation.Clauses.Count > 1)
            (hits, match) = (await QueryAsync(request, interpretation, all: false, cancellationToken), Match.Some);
        if (hits.Total == 0)
            return await NoMatchAsync(hits, interpretation.Corrected, cancellationToken);

        var counts = request.After is null && match != Match.Some;
        return new(hits, match, interpretation.Corrected, [], counts ? interpretation.Plain : null);
    }

    // One product more than the limit shows whether there is another page.
    private Task<Hits> QueryAsync(SearchRequest request, Interpretation interpretation, bool all, CancellationToken cancellationToken)
        => engine.SearchAsync(
            new(interpretation.Clauses, all, interpretation.Plain, request.Filters, request.Sort, request.After, request.Limit + 1),
            cancellationToken);

    /// <param name="hits">No products, but the facets that show which filter excludes all.</param>
    private async Task<SearchResult> NoMatchAsync(Hits hits, string? didYouMean, CancellationToken cancellationToken)
    {
        var bestSellers = await engine.SearchAsync(
            new([], true, "", Filters.None, SearchSort.BestSelling, null, Alternatives, WithFacets: false), cancellationToken);
        return new(hits, Match.None, didYouMean, bestSellers.Page);
    }
}
