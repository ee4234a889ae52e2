using System.Collections.Frozen;

namespace Ecommerce.Web;

/// <summary>
/// Recognises names in which no space follows a full stop: <c>Dr.No</c> and <c>Co.KG</c> look like hosts, because their last parts are
/// top-level domains.
/// </summary>
internal static class AbbreviatedName
{
    private const int CountryLength = 2;
    private const int MaxOrdinalDigits = 2;

    /// <summary>What people and streets are abbreviated to; a single letter is an initial.</summary>
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.Create(
        StringComparer.Ordinal,
        "abt", "apt", "av", "avda", "ave", "bd", "bldg", "blvd", "capt", "chr", "co", "col", "dhr", "dipl", "dott", "dr", "drs", "ds", "fa",
        "fam", "fr", "frl", "ft", "geb", "gen", "geo", "hd", "hon", "hr", "ing", "inh", "ir", "joh", "jr", "lt", "mag", "maj", "med",
        "mevr", "mlle", "mm", "mme", "mr", "mrs", "ms", "mt", "mx", "no", "nr", "phil", "pl", "prof", "pt", "pty", "pvt", "pza", "rd",
        "rev", "sgt", "sr", "sra", "srta", "st", "sta", "ste", "str", "ul", "wm");

    /// <summary>
    /// Top-level domains that are also surnames, places, and forms of companies; those of countries are so short that any may be.
    /// </summary>
    private static readonly FrozenSet<string> PartsOfNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "abbott", "africa", "alsace", "amsterdam", "barcelona", "bayern", "berlin", "black", "bond", "bosch", "boston", "box", "brussels",
        "capetown", "casa", "case", "church", "cologne", "corsica", "day", "dell", "dubai", "durban", "ford", "fox", "gent", "gmbh",
        "green", "hamburg", "helsinki", "hermes", "hughes", "inc", "ing", "istanbul", "kim", "koeln", "kyoto", "lamer", "lilly", "limited",
        "llc", "london", "ltd", "ltda", "madrid", "man", "melbourne", "miami", "moe", "moscow", "nagoya", "osaka", "page", "paris",
        "quebec", "rio", "rogers", "ruhr", "saarland", "sarl", "schmidt", "schwarz", "sener", "srl", "stockholm", "swiss", "sydney",
        "taipei", "tirol", "tokyo", "wales", "walter", "weir", "wien", "yokohama", "zara", "zuerich");

    /// <summary>Domains under which others are registered: alone they are no host, but end a company's name, as in <c>co.kg</c>.</summary>
    private static readonly FrozenSet<string> SecondLevels = FrozenSet.Create(StringComparer.Ordinal, "co", "com", "org", "ac");

    /// <summary>Endings of ordinal numbers, and floors: <c>1.er piso</c>, <c>2.St</c>.</summary>
    private static readonly FrozenSet<string> Ordinals = FrozenSet.Create(StringComparer.Ordinal, "do", "er", "mo", "no", "st", "th", "to");

    /// <param name="labels">What stands between full stops, two or more, in the case in which it was written.</param>
    public static bool IsMadeOf(string[] labels)
    {
        var (before, last) = (labels[..^1], labels[^1].ToLowerInvariant());
        if (before is [var first] && (IsOrdinal(first, last) || (last.Length == CountryLength && SecondLevels.Contains(Lower(first)))))
            return true;
        if (last.Length != CountryLength && !PartsOfNames.Contains(last))
            return false;
        // A name begins with a capital. Small letters alone are a host, unless they are initials such as those of "p.o.box".
        return char.IsUpper(labels[^1][0])
            ? before.All(label => IsInitial(label) || Abbreviations.Contains(Lower(label)))
            : before.Length > 1 && before.All(IsInitial);
    }

    private static bool IsOrdinal(string number, string ending)
        => number.Length <= MaxOrdinalDigits && number.All(char.IsAsciiDigit) && Ordinals.Contains(ending);

    private static bool IsInitial(string label) => label.Length == 1 && char.IsLetter(label[0]);

    private static string Lower(string label) => label.ToLowerInvariant();
}
