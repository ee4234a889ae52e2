using System.Globalization;
using System.Text;

namespace Ecommerce.SearchService.Domain.Text;

/// <summary>
/// Splits texts of products and queries in the same way: words are letters and digits in lower case, apostrophes are left out
/// (<c>chef's</c> is <c>chefs</c>), everything else separates words. Of scripts without spaces between words, a word is what is written
/// without a break.
/// </summary>
internal static class Tokenizer
{
    /// <summary>Longer words are cut, texts without spaces are not.</summary>
    public const int MaxWordLength = 60;

    public static IEnumerable<string> Words(string text) => Tokens(text).Select(token => token.Text);

    /// <summary>Words with their positions in the text.</summary>
    public static IEnumerable<Token> Tokens(string text)
    {
        var word = new StringBuilder();
        var script = Script.Spaced;
        var (start, end, position) = (0, 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var at = position;
            position += rune.Utf16SequenceLength;
            var isLetter = Rune.IsLetterOrDigit(rune);
            if (word.Length > 0 && (isLetter ? Scripts.Of(rune) != script : !IsWithinWord(rune)))
            {
                yield return new(start, end, word.ToString());
                word.Clear();
            }

            if (isLetter && word.Length == 0)
                (start, script) = (at, Scripts.Of(rune));
            if (isLetter || (word.Length > 0 && IsMark(rune)))
            {
                end = position;
                if (word.Length < MaxWordLength || script != Script.Spaced)
                    word.Append(Rune.ToLowerInvariant(rune));
            }
        }

        if (word.Length > 0)
            yield return new(start, end, word.ToString());
    }

    /// <summary>The words with single spaces between them.</summary>
    public static string Normalize(string text) => string.Join(' ', Words(text));

    /// <summary>As <see cref="Normalize"/>, and hyphenated words as one word too: <c>wi-fi</c> is also indexed as <c>wifi</c>.</summary>
    public static string WithCompounds(string text)
    {
        var hyphenated = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Contains('-', StringComparison.Ordinal));
        var compounds = hyphenated.Select(part => string.Concat(Words(part)));
        return string.Join(' ', Words(text).Concat(compounds.SelectMany(Words)));
    }

    private static bool IsWithinWord(Rune rune) => rune.Value is '\'' or '’' or '‘' or '\u00ad' || IsMark(rune);

    // Vowels and accents that are written above, below or around the letter before them.
    private static bool IsMark(Rune rune)
        => !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}

/// <param name="End">The index of the character after the word.</param>
internal readonly record struct Token(int Start, int End, string Text);
