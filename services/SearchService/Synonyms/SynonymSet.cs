using System.Collections.Frozen;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Synonyms;

/// <summary>Groups of words and phrases that mean the same, ready to be asked.</summary>
internal sealed class SynonymSet
{
    public static readonly SynonymSet Empty = new([]);

    private readonly FrozenDictionary<string, List<Wording>> wordings;
    private readonly int longest;

    public SynonymSet(IEnumerable<IReadOnlyList<string>> groups)
    {
        var byTerm = new Dictionary<string, List<Wording>>(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            List<string> terms = [.. group.Select(Words.Plain).Where(term => term.Length > 0).Distinct(StringComparer.Ordinal)];
            foreach (var term in terms)
            {
                if (!byTerm.TryGetValue(term, out var others))
                    byTerm[term] = others = [];
                others.AddRange(terms.Where(other => other != term).Select(other => new Wording(other.Split(' '))));
            }
        }

        wordings = byTerm.ToFrozenDictionary(StringComparer.Ordinal);
        longest = byTerm.Keys.Select(term => term.Count(c => c == ' ') + 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>Other wordings of a word.</summary>
    public IReadOnlyList<Wording> Of(string word) => wordings.TryGetValue(word, out var others) ? others : [];

    /// <summary>The longest phrase of several words that begins here, with what else it is called; null where none does.</summary>
    public SynonymPhrase? PhraseAt(IReadOnlyList<QueryPart> parts, int start)
    {
        for (var length = Math.Min(longest, parts.Count - start); length > 1; length--)
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

/// <param name="Length">So many words of the query are it.</param>
internal sealed record SynonymPhrase(IReadOnlyList<Wording> Wordings, int Length);
