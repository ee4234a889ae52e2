using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>
/// Marks in the products of a page what their query asks for. PostgreSQL's own headlines would take longer than all the rest of the query:
/// they take every text apart anew.
/// </summary>
internal sealed class Highlighter(Stems stems)
{
    private const int LongestRead = 1000;

    public async Task<IReadOnlyList<Hit>> MarkAsync(
        EngineQuery query, IReadOnlyList<(IndexedProduct Product, string Key)> page, CancellationToken cancellationToken)
    {
        var wordings = query.Clauses.SelectMany(clause => clause.Wordings).ToList();
        var texts = page.Select(found => (found.Product.Name, Description: Beginning(found.Product.Description))).ToList();
        if (wordings.Count > 0)
        {
            var read = texts.SelectMany(text => Words.Of(text.Name).Concat(Words.Of(text.Description)));
            await stems.LearnAsync(wordings.SelectMany(wording => wording.Words).Concat(read), cancellationToken);
        }

        var wanted = wordings.SelectMany(wording => wording.Words).Select(stems.Of).Where(stem => stem.Length > 0).ToHashSet(StringComparer.Ordinal);
        string[] beginnings = [.. wordings.Where(wording => wording.IsPrefix).Select(wording => stems.Of(wording.Words[^1])).Where(stem => stem.Length > 0)];
        return [.. page.Zip(texts, (found, text) => new Hit(
            found.Product, found.Key, Passage.Marked(text.Name, IsWanted), Passage.Of(text.Description, IsWanted)))];

        bool IsWanted(string word)
            => stems.Of(word) is { Length: > 0 } stem && (wanted.Contains(stem) || beginnings.Any(b => stem.StartsWith(b, StringComparison.Ordinal)));
    }

    private static string Beginning(string text) => text[..Math.Min(text.Length, LongestRead)];
}
