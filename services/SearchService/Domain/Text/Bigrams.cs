using System.Text;

namespace Ecommerce.SearchService.Domain.Text;

/// <summary>
/// Terms for texts without spaces between words: each pair of neighbouring letters, and the last letter by itself, so that every letter
/// begins a term. <c>東京塔</c> has the terms <c>東京 京塔 塔</c>: a part of the text is a phrase of its pairs, a single letter a prefix.
/// </summary>
internal static class Bigrams
{
    /// <summary>The terms of a text of words with single spaces between them; a word of a spaced script is a term.</summary>
    public static string Index(string words)
        => HasUnspaced(words) ? string.Join(' ', words.Split(' ').SelectMany(Terms)) : words;

    /// <summary>The terms of words that follow one another. The text may go on after them.</summary>
    /// <returns>The terms, and whether the last one is a single letter, which stands for all terms that begin with it.</returns>
    public static (IReadOnlyList<string> Terms, bool LastIsLetter) Phrase(IReadOnlyList<string> words)
    {
        if (words.Count == 0 || !Scripts.IsUnspaced(words[^1]))
            return ([.. words.SelectMany(Terms)], false);
        string[] last = [.. Terms(words[^1])];
        var before = words.SkipLast(1).SelectMany(Terms);
        return last.Length > 1 ? ([.. before, .. last.SkipLast(1)], false) : ([.. before, .. last], true);
    }

    private static IEnumerable<string> Terms(string word)
    {
        if (!Scripts.IsUnspaced(word))
            return [word];
        Rune[] letters = [.. word.EnumerateRunes()];
        var pairs = letters.Zip(letters.Skip(1), (one, next) => $"{one}{next}");
        return pairs.Append(letters[^1].ToString());
    }

    private static bool HasUnspaced(string text) => !Ascii.IsValid(text) && text.EnumerateRunes().Any(r => Scripts.Of(r) != Script.Spaced);
}
