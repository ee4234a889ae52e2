using System.Text;

namespace Ecommerce.ReviewService.Moderation;

/// <summary>
/// Finds listed words in a text as whole words, however they are disguised: <c>F.u-c k</c>, <c>fuuuck</c>, <c>ƒ</c>-like letters, signs for letters.
/// A listed word that ends with <c>*</c> is found at the beginning of words.
/// </summary>
internal sealed class WordFilter
{
    private const int ShortestSpelt = 3;

    private readonly ILookup<string, Runs> words;
    private readonly List<Runs> beginnings;

    public WordFilter(IEnumerable<string> listed)
    {
        var all = listed.Select(word => (Runs: Runs.Of(Fold(word.TrimEnd('*'), signsAreLetters: true)[0]), IsBeginning: word.EndsWith('*'))).ToList();
        words = all.Where(w => !w.IsBeginning).ToLookup(w => w.Runs.Letters, w => w.Runs, StringComparer.Ordinal);
        beginnings = [.. all.Where(w => w.IsBeginning).Select(w => w.Runs)];
    }

    public bool Catches(string? text) => text is not null && (Words(text, signsAreLetters: true).Any(IsListed) || Words(text, signsAreLetters: false).Any(IsListed));

    private bool IsListed(string word)
    {
        var runs = Runs.Of(word);
        return words[runs.Letters].Any(runs.StartsWith) || beginnings.Exists(runs.StartsWith);
    }

    /// <summary>All that can be read as a word: between spaces with and without what separates its letters, and letters that stand alone, together.</summary>
    private static IEnumerable<string> Words(string text, bool signsAreLetters)
    {
        var spelt = new StringBuilder();
        foreach (var token in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(""))
        {
            var parts = token.Any(char.IsLetter) ? Fold(token, signsAreLetters) : [];
            if (parts.Length > 0 && parts.All(part => part.Length == 1))
            {
                spelt.AppendJoin("", parts);
                continue;
            }

            if (spelt.Length >= ShortestSpelt)
                yield return spelt.ToString();
            spelt.Clear();
            foreach (var part in parts)
                yield return part;
            if (parts.Length > 1)
                yield return string.Concat(parts);
        }
    }

    /// <summary>The letters that are meant, cut at whatever is none; at least one part, which may be empty.</summary>
    private static string[] Fold(string token, bool signsAreLetters)
    {
        var folded = new StringBuilder(token.Length);
        foreach (var c in token.Where(c => !Letters.IsInvisible(c)))
            folded.Append(Letters.Fold(c, signsAreLetters) ?? ' ');
        var parts = folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 ? parts : [""];
    }

    /// <summary>A word as its letters, each once in a row, and how often each is written there: <c>fuuuck</c> is <c>fuck</c> with 1, 3, 1, 1.</summary>
    private sealed record Runs(string Letters, IReadOnlyList<int> Lengths)
    {
        public static Runs Of(string word)
        {
            var letters = new StringBuilder(word.Length);
            var lengths = new List<int>();
            foreach (var c in word)
            {
                if (letters.Length > 0 && letters[^1] == c)
                {
                    lengths[^1]++;
                    continue;
                }

                letters.Append(c);
                lengths.Add(1);
            }

            return new Runs(letters.ToString(), lengths);
        }

        /// <summary>Whether it begins with <paramref name="listed"/>, whose letters may each be drawn out, but not be fewer.</summary>
        public bool StartsWith(Runs listed)
            => Letters.StartsWith(listed.Letters, StringComparison.Ordinal) && listed.Lengths.Zip(Lengths).All(run => run.Second >= run.First);
    }
}
