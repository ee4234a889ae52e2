using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Popular;
using Ecommerce.SearchService.Synonyms;

namespace Ecommerce.SearchService.Queries;

/// <summary>What came of a search.</summary>
/// <param name="Match">How the hits fit what was typed.</param>
/// <param name="DidYouMean">The text with its slips put right.</param>
/// <param name="Alternatives">What others buy, where nothing fits.</param>
internal sealed record Found(Hits Hits, Match Match, string? DidYouMean, IReadOnlyList<Hit> Alternatives);

internal enum Match
{
    /// <summary>All words.</summary>
    All,

    /// <summary>All words, some of them corrected.</summary>
    Corrected,

    /// <summary>Nothing has all the words; these have some.</summary>
    Some,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Asks as strictly as it can and as loosely as it must, so that nobody goes away with nothing.</summary>
internal sealed class Searcher(ISearchEngine engine, SynonymStore synonyms, PopularQueries popular)
{
    private const int Alternatives = 6;
    private static readonly Hits Nothing = new(0, true, [], new Dictionary<string, int>());

    public async Task<Found> SearchAsync(SearchRequest request, CancellationToken cancellationToken)
    {
        var parts = QueryText.Parse(request.Text);
        if (parts.Count == 0)
        {
            return request.Text.AsSpan().Trim().IsEmpty
                ? new(await AskAsync(request, new([], "", null), all: true, cancellationToken), Match.All, null, [])
                : await NothingAsync(Nothing, null, cancellationToken);
        }

        var known = await engine.LookUpAsync(Interpreter.WordsToLookUp(parts), cancellationToken);
        var meant = Interpreter.Interpret(parts, known, await synonyms.GetAsync(cancellationToken));
        var hits = await AskAsync(request, meant, all: true, cancellationToken);
        var match = meant.Corrected is null ? Match.All : Match.Corrected;
        if (hits.Total == 0 && meant.Clauses.Count > 1)
            (hits, match) = (await AskAsync(request, meant, all: false, cancellationToken), Match.Some);
        if (hits.Total == 0)
            return await NothingAsync(hits, meant.Corrected, cancellationToken);

        if (request.After is null && match != Match.Some)
            popular.Count(meant.Plain);
        return new(hits, match, meant.Corrected, []);
    }

    private Task<Hits> AskAsync(SearchRequest request, Interpretation meant, bool all, CancellationToken cancellationToken)
        => engine.SearchAsync(
            // One more than asked for tells whether there is another page.
            new(meant.Clauses, all, meant.Plain, request.Filters, request.Sort, request.After, request.Limit + 1), cancellationToken);

    /// <param name="hits">Without any, but with the counts that tell which filter to take back.</param>
    private async Task<Found> NothingAsync(Hits hits, string? didYouMean, CancellationToken cancellationToken)
    {
        var bestSellers = await engine.SearchAsync(
            new([], true, "", Filters.None, SearchSort.BestSelling, null, Alternatives, WithFacets: false), cancellationToken);
        return new(hits, Match.None, didYouMean, bestSellers.Page);
    }
}
