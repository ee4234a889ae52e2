using Ecommerce.SearchService.Engines;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Popular;
using Ecommerce.SearchService.Queries;
using Ecommerce.SearchService.Synonyms;

namespace Ecommerce.SearchService.Suggestions;

/// <summary>Completes what somebody is typing: the last word is taken for the beginning of one.</summary>
internal sealed class Suggester(ISearchEngine engine, PopularQueries popular, SynonymStore synonyms)
{
    private const int MostSearched = 3;

    public async Task<SuggestionsResponse> SuggestAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var parts = QueryText.Parse(text);
        if (parts.Count == 0)
            return new([], []);

        var queries = await QueriesAsync(Words.Plain(text), limit, cancellationToken);
        return new(queries, await ProductsAsync(parts, limit, cancellationToken));
    }

    /// <summary>What others searched for, then the typed words with the last one completed from the vocabulary.</summary>
    private async Task<IReadOnlyList<string>> QueriesAsync(string typed, int limit, CancellationToken cancellationToken)
    {
        var searched = await popular.ReadAsync(typed, MostSearched, cancellationToken);
        var last = typed[(typed.LastIndexOf(' ') + 1)..];
        var completed = last.Length > 1 ? await engine.CompleteAsync(last, limit, cancellationToken) : [];
        return [.. searched.Select(query => query.Query).Concat(completed.Select(word => typed[..^last.Length] + word)).Distinct(StringComparer.Ordinal).Take(limit)];
    }

    private async Task<IReadOnlyList<SuggestedProduct>> ProductsAsync(IReadOnlyList<QueryPart> parts, int limit, CancellationToken cancellationToken)
    {
        var known = await engine.LookUpAsync(Interpreter.WordsToLookUp(parts), cancellationToken);
        var begins = known.GetValueOrDefault(parts[^1].Words[^1]) is { } last && (last.BeginsWords || last.Products > 0);
        var meant = Interpreter.Interpret(parts, known, await synonyms.GetAsync(cancellationToken), lastMayGoOn: begins);
        var hits = await engine.SearchAsync(
            new(meant.Clauses, true, meant.Plain, Filters.None, SearchSort.Relevance, null, limit, WithFacets: false), cancellationToken);
        return [.. hits.Page.Select(hit => new SuggestedProduct(
            hit.Product.Id, hit.Product.Name, Highlighting.Html(hit.Name), hit.Product.Brand, hit.Product.Price, hit.Product.Image))];
    }
}
