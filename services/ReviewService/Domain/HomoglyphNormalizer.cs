using System.Collections.Frozen;
using System.Globalization;

namespace Ecommerce.ReviewService.Domain;

/// <summary>
/// Maps characters to the letters that they look like: without case and accents, from other alphabets, and digits and signs that imitate
/// letters. It does not depend on the culture. <c>l</c> and <c>i</c> are the same, because <c>1</c>, <c>|</c> and <c>!</c> imitate both.
/// </summary>
internal static class HomoglyphNormalizer
{
    private static readonly FrozenDictionary<char, char> Lookalikes = Map(
        ('a', "àáâãäåāăąǎαа4"), ('b', "8в"), ('c', "çćčс"), ('e', "èéêëēĕėęěеє3"), ('g', "ğģ"), ('h', "н"), ('i', "lìíîïīĭįıİіłĺι1"),
        ('k', "κк"), ('m', "м"), ('n', "ñńňη"), ('o', "òóôõöøōŏőοо0"), ('p', "ρр"), ('s', "śşšșѕ5"), ('t', "ţťțτт7"), ('u', "ùúûüūŭůűųυ"),
        ('x', "χх"), ('y', "ýÿу"), ('z', "źżž"));

    private static readonly FrozenDictionary<char, char> Signs = Map(('a', "@"), ('e', "€"), ('i', "!|"), ('s', "$"), ('t', "+"));

    /// <summary>Whether the character is not visible between letters.</summary>
    public static bool IsInvisible(char c)
        => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>The letter or digit that the character looks like; null for any other character.</summary>
    public static char? Normalize(char c, bool signsAreLetters)
    {
        // The full-width forms of ASCII are in the same order as ASCII.
        var halfWidth = c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c;
        var plain = char.ToLowerInvariant(halfWidth);
        if (Lookalikes.TryGetValue(plain, out var letter) || (signsAreLetters && Signs.TryGetValue(plain, out letter)))
            return letter;
        return char.IsLetterOrDigit(plain) ? plain : null;
    }

    private static FrozenDictionary<char, char> Map(params (char Letter, string Written)[] letters)
        => letters.SelectMany(l => l.Written, (l, written) => KeyValuePair.Create(written, l.Letter)).ToFrozenDictionary();
}
