using System.Collections.Frozen;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Domain.Queries;

/// <summary>Groups of words and phrases that mean the same, indexed by term.</summary>
internal sealed class SynonymSet
{
    public static readonly SynonymSet Empty = new([]);

    private readonly FrozenDictionary<string, List<Wording>> wordings;
    private readonly int maxWords;

    public SynonymSet(IEnumerable<IReadOnlyList<string>> groups)
    {
        var byTerm = new Dictionary<string, List<Wording>>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            List<string> terms = [.. group.Select(Tokenizer.Normalize).Where(term => term.Length > 0).Distinct(StringComparer.Ordinal)];
            foreach (var term in terms)
            {
                if (!byTerm.TryGetValue(term, out var others))
                    byTerm[term] = others = [];
                others.AddRange(terms.Where(other => other != term).Select(other => new Wording(other.Split(' '))));
            }
        }

        wordings = byTerm.ToFrozenDictionary(StringComparer.Ordinal);
        maxWords = byTerm.Keys.Select(term => term.Count(c => c == ' ') + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>The synonyms of a word.</summary>
    public IReadOnlyList<Wording> Of(string word) => wordings.TryGetValue(word, out var others) ? others : [];

    /// <summary>The longest known phrase of several words that begins here, with its synonyms; null when none does.</summary>
    public SynonymPhrase? PhraseAt(IReadOnlyList<QueryPart> parts, int start)
    {
        for (var length = Math.Min(maxWords, parts.Count - start); length > 1; length--)
        {
            var words = parts.Skip(start).Take(length).ToList();
            if (words.Any(part => part.IsPhrase || part.IsPrefix))
                continue;
            string[] term = [.. words.Select(part => part.Words[0])];
            if (wordings.TryGetValue(string.Join(' ', term), out var others))
                return new([new(term), .. others], length);
        }

        return null;
    }
}

/// <param name="Length">How many parts of the query it covers.</param>
internal sealed record SynonymPhrase(IReadOnlyList<Wording> Wordings, int Length);
