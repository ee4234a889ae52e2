using System.Globalization;
using System.Text;

namespace Ecommerce.Web;

/// <summary>Characters that show nothing, or change how others are shown.</summary>
internal static class InvisibleCharacters
{
    /// <summary>Whether a reader does not see it: spaces, format characters, and the few letters and symbols without a shape.</summary>
    public static bool Contains(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;

    /// <summary>Whether it makes text run backwards or breaks its line; joiners, which some scripts need, do neither.</summary>
    public static bool Disorders(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
