using System.Text;

namespace Ecommerce.ReviewService.Domain;

/// <summary>
/// Finds listed words in a text, also when they are disguised: <c>F.u-c k</c>, <c>fuuuck</c>, look-alike letters, signs for letters. They
/// match whole words; a listed word that ends with <c>*</c> matches the beginning of words.
/// </summary>
internal sealed class WordFilter
{
    private const int MinSpelledLength = 3;

    private readonly ILookup<string, LetterRuns> words;
    private readonly List<LetterRuns> prefixes;

    public WordFilter(IEnumerable<string> listed)
    {
        var entries = listed.Select(word => (Runs: RunsOf(word), IsPrefix: word.EndsWith('*'))).ToList();
        words = entries.Where(entry => !entry.IsPrefix).ToLookup(entry => entry.Runs.Letters, entry => entry.Runs, StringComparer.Ordinal);
        prefixes = [.. entries.Where(entry => entry.IsPrefix).Select(entry => entry.Runs)];
    }

    // Signs are read both as letters and as separators.
    public bool Matches(string? text)
        => text is not null && (Words(text, signsAreLetters: true).Any(IsListed) || Words(text, signsAreLetters: false).Any(IsListed));

    private static LetterRuns RunsOf(string listed) => LetterRuns.Of(Normalize(listed.TrimEnd('*'), signsAreLetters: true)[0]);

    private bool IsListed(string word)
    {
        var runs = LetterRuns.Of(word);
        return words[runs.Letters].Any(runs.StartsWith) || prefixes.Exists(runs.StartsWith);
    }

    /// <summary>
    /// All that can be read as a word: tokens, with their separators as gaps and without them, and sequences of single letters as one word.
    /// </summary>
    private static IEnumerable<string> Words(string text, bool signsAreLetters)
    {
        var spelled = new StringBuilder();
        foreach (var token in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(""))
        {
            var parts = token.Any(char.IsLetter) ? Normalize(token, signsAreLetters) : [];
            if (parts.Length > 0 && parts.All(part => part.Length == 1))
            {
                spelled.AppendJoin("", parts);
                continue;
            }

            if (spelled.Length >= MinSpelledLength)
                yield return spelled.ToString();
            spelled.Clear();
            foreach (var part in parts)
                yield return part;
            if (parts.Length > 1)
                yield return string.Concat(parts);
        }
    }

    /// <summary>The normalized letters, split at everything that is no letter; at least one part, which may be empty.</summary>
    private static string[] Normalize(string token, bool signsAreLetters)
    {
        var normalized = new StringBuilder(token.Length);
        foreach (var c in token.Where(c => !HomoglyphNormalizer.IsInvisible(c)))
            normalized.Append(HomoglyphNormalizer.Normalize(c, signsAreLetters) ?? ' ');
        var parts = normalized.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 ? parts : [""];
    }
}
