using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;
using Ecommerce.SearchService.Infrastructure;
using Ecommerce.SearchService.Infrastructure.Postgres;

namespace Ecommerce.SearchService.Features.Suggestions;

/// <summary>Suggests queries and products while a text is being typed: its last word may be incomplete.</summary>
internal sealed class Suggester(ISearchEngine engine, PopularQueryStore popularQueries, SynonymStore synonyms)
{
    private const int MaxPopularQueries = 3;
    private const int MinPrefixLength = 2;

    public async Task<SuggestionsResponse> SuggestAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var parts = QueryText.Parse(text);
        if (parts.Count == 0)
            return new([], []);

        var queries = await QueriesAsync(Tokenizer.Normalize(text), limit, cancellationToken);
        return new(queries, await ProductsAsync(parts, limit, cancellationToken));
    }

    /// <summary>Popular queries that begin with the text, then the text with its last word completed from the vocabulary.</summary>
    private async Task<IReadOnlyList<string>> QueriesAsync(string typed, int limit, CancellationToken cancellationToken)
    {
        var popular = await popularQueries.ReadAsync(typed, MaxPopularQueries, cancellationToken);
        var lastWord = typed[(typed.LastIndexOf(' ') + 1)..];
        var beforeLastWord = typed[..^lastWord.Length];
        var isLongEnough = lastWord.Length >= MinPrefixLength || Scripts.IsUnspaced(lastWord);
        var words = isLongEnough ? await engine.CompleteAsync(lastWord, limit, cancellationToken) : [];
        var completed = words.Select(word => beforeLastWord + word);
        return [.. popular.Select(query => query.Query).Concat(completed).Distinct(StringComparer.Ordinal).Take(limit)];
    }

    private async Task<IReadOnlyList<SuggestedProduct>> ProductsAsync(
        IReadOnlyList<QueryPart> parts, int limit, CancellationToken cancellationToken)
    {
        var known = await engine.LookUpAsync(QueryInterpreter.WordsToLookUp(parts), cancellationToken);
        var lastWord = known.GetValueOrDefault(parts[^1].Words[^1]);
        var lastIsPrefix = lastWord is not null && (lastWord.IsPrefix || lastWord.Products > 0);
        var interpretation = QueryInterpreter.Interpret(parts, known, await synonyms.GetAsync(cancellationToken), lastIsPrefix);
        var hits = await engine.SearchAsync(
            new(interpretation.Clauses, true, interpretation.Plain, Filters.None, SearchSort.Relevance, null, limit, WithFacets: false),
            cancellationToken);
        return [.. hits.Page.Select(hit => new SuggestedProduct(
            hit.Product.Id, hit.Product.Name, Highlighting.Html(hit.Name), hit.Product.Brand, hit.Product.Price, hit.Product.Image))];
    }
}
