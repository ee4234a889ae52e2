using System.Text;

namespace Ecommerce.SearchService.Domain.Text;

internal enum Script
{
    /// <summary>Spaces stand between words.</summary>
    Spaced,

    /// <summary>Chinese, Japanese and Korean. Korean has spaces, but not between the parts of compounds or before particles.</summary>
    Cjk,

    Thai,

    /// <summary>Lao, Burmese and Khmer.</summary>
    SoutheastAsian,
}

/// <summary>Tells scripts apart whose words are written without spaces between them.</summary>
internal static class Scripts
{
    private const int FirstUnspaced = 0x0E00;

    /// <summary>Blocks of Unicode by their first and last code point, in ascending order.</summary>
    private static readonly (int First, int Last, Script Script)[] Blocks =
    [
        (0x0E00, 0x0E7F, Script.Thai),
        (0x0E80, 0x0EFF, Script.SoutheastAsian), // Lao
        (0x1000, 0x109F, Script.SoutheastAsian), // Burmese
        (0x1100, 0x11FF, Script.Cjk), // letters of Hangul
        (0x1780, 0x17FF, Script.SoutheastAsian), // Khmer
        (0x2E80, 0x2FDF, Script.Cjk), // radicals
        (0x3005, 0x3007, Script.Cjk), // marks that repeat or replace a Han character
        (0x3041, 0x33FF, Script.Cjk), // kana, bopomofo, letters of Hangul
        (0x3400, 0x9FFF, Script.Cjk), // Han
        (0xA960, 0xA97F, Script.Cjk), // letters of Hangul
        (0xA9E0, 0xA9FF, Script.SoutheastAsian), // Burmese
        (0xAA60, 0xAA7F, Script.SoutheastAsian), // Burmese
        (0xAC00, 0xD7FF, Script.Cjk), // Hangul
        (0xF900, 0xFAFF, Script.Cjk), // Han
        (0xFF66, 0xFFDC, Script.Cjk), // kana and Hangul of half width
        (0x1AFF0, 0x1B16F, Script.Cjk), // kana
        (0x20000, 0x3FFFF, Script.Cjk), // Han
    ];

    /// <summary>A regular expression for one character of these scripts.</summary>
    public static string UnspacedLetter { get; } =
        $"[{string.Concat(Blocks.Select(block => $"{new Rune(block.First)}-{new Rune(block.Last)}"))}]";

    /// <summary>The script of a letter; a digit has none of its own and counts as spaced.</summary>
    public static Script Of(Rune letter)
    {
        if (letter.Value < FirstUnspaced || Rune.IsDigit(letter))
            return Script.Spaced;
        var block = Array.Find(Blocks, block => letter.Value <= block.Last);
        return block.First <= letter.Value ? block.Script : Script.Spaced;
    }

    /// <summary>The script of a word of <see cref="Tokenizer"/>, which is of one script only.</summary>
    public static Script Of(string word)
        => word.Length > 0 && Rune.TryGetRuneAt(word, 0, out var first) ? Of(first) : Script.Spaced;

    /// <summary>Whether this is a run of words rather than one word.</summary>
    public static bool IsUnspaced(string word) => Of(word) != Script.Spaced;
}
