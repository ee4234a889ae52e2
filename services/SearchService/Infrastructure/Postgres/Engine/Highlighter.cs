using Ecommerce.SearchService.Domain.Products;
using Ecommerce.SearchService.Domain.Queries;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>
/// Marks matches in the products of a page. <c>ts_headline</c> would parse every text again and take longer than the rest of the query.
/// </summary>
internal sealed class Highlighter(StemCache stems)
{
    private const int MaxDescriptionLength = 1000;

    public async Task<IReadOnlyList<Hit>> HighlightAsync(
        EngineQuery query, IReadOnlyList<(IndexedProduct Product, string Key)> page, CancellationToken cancellationToken)
    {
        var wordings = query.Clauses.SelectMany(clause => clause.Wordings).ToList();
        await LoadStemsAsync(wordings, page.Select(row => row.Product), cancellationToken);

        var wanted = wordings.SelectMany(wording => wording.Words).Distinct(StringComparer.Ordinal).ToList();
        var wantedInside = wanted.FindAll(Scripts.IsUnspaced);
        var wantedStems = StemsOf(wanted).ToHashSet(StringComparer.Ordinal);
        var prefixStems = StemsOf(wordings.Where(wording => wording.IsPrefix).Select(wording => wording.Words[^1])).ToArray();
        return [.. page.Select(row => new Hit(
            row.Product, row.Key, Snippet.HighlightAll(row.Product.Name, MatchesIn),
            Snippet.Around(DescriptionOf(row.Product), MatchesIn)))];

        IEnumerable<Token> MatchesIn(Token word)
            => Scripts.IsUnspaced(word.Text) ? Occurrences.In(word, wantedInside) : IsWanted(word.Text) ? [word] : [];

        bool IsWanted(string word)
        {
            var stem = stems.StemOf(word);
            if (stem.Length == 0)
                return false;
            return wantedStems.Contains(stem) || prefixStems.Any(prefix => stem.StartsWith(prefix, StringComparison.Ordinal));
        }
    }

    private async Task LoadStemsAsync(List<Wording> wordings, IEnumerable<IndexedProduct> products, CancellationToken cancellationToken)
    {
        if (wordings.Count == 0)
            return;
        var typed = wordings.SelectMany(wording => wording.Words);
        var shown = products.SelectMany(product => Tokenizer.Words(product.Name).Concat(Tokenizer.Words(DescriptionOf(product))));
        await stems.LoadAsync(typed.Concat(shown).Where(word => !Scripts.IsUnspaced(word)), cancellationToken);
    }

    private IEnumerable<string> StemsOf(IEnumerable<string> words) => words.Select(stems.StemOf).Where(stem => stem.Length > 0);

    private static string DescriptionOf(IndexedProduct product)
        => product.Description[..Math.Min(product.Description.Length, MaxDescriptionLength)];
}
