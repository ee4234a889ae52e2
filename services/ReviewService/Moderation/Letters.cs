using System.Collections.Frozen;
using System.Globalization;

namespace Ecommerce.ReviewService.Moderation;

/// <summary>
/// Letters as they are meant, however they are written: without case and accents, from other alphabets by their looks, digits and signs for
/// the letters that they imitate. No culture has a say. <c>l</c> and <c>i</c> are one, because <c>1</c>, <c>|</c> and <c>!</c> stand for both.
/// </summary>
internal static class Letters
{
    private static readonly FrozenDictionary<char, char> Lookalikes = Map(
        ('a', "àáâãäåāăąǎαа4"), ('b', "8в"), ('c', "çćčс"), ('e', "èéêëēĕėęěеє3"), ('g', "ğģ"), ('h', "н"), ('i', "lìíîïīĭįıİіłĺι1"), ('k', "κк"),
        ('m', "м"), ('n', "ñńňη"), ('o', "òóôõöøōŏőοо0"), ('p', "ρр"), ('s', "śşšșѕ5"), ('t', "ţťțτт7"), ('u', "ùúûüūŭůűųυ"), ('x', "χх"),
        ('y', "ýÿу"), ('z', "źżž"));

    private static readonly FrozenDictionary<char, char> Signs = Map(('a', "@"), ('e', "€"), ('i', "!|"), ('s', "$"), ('t', "+"));

    /// <summary>Written between letters, seen by nobody.</summary>
    public static bool IsInvisible(char c)
        => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    /// <summary>The letter that is meant; null where it is none.</summary>
    public static char? Fold(char c, bool signsAreLetters)
    {
        var plain = char.ToLowerInvariant(c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c);
        if (Lookalikes.TryGetValue(plain, out var letter) || (signsAreLetters && Signs.TryGetValue(plain, out letter)))
            return letter;
        return char.IsLetterOrDigit(plain) ? plain : null;
    }

    private static FrozenDictionary<char, char> Map(params (char Letter, string Written)[] letters)
        => letters.SelectMany(l => l.Written, (l, written) => KeyValuePair.Create(written, l.Letter)).ToFrozenDictionary();
}
