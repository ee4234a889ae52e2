using System.Collections.Frozen;
using System.Text;

namespace Ecommerce.Web.Unicode;

/// <summary>
/// Unicode's normalization forms (UAX #15). Globalization is invariant, and then .NET's own <see cref="string.Normalize()"/> changes
/// nothing. The work grows with the text, so callers say how long theirs may be: one that is too long in any form is returned as it is, and
/// its length tells.
/// </summary>
public static class NormalizationForms
{
    /// <summary>How many UTF-16 code units become one at most: a mathematical letter (two) with three marks.</summary>
    private const int MaxContraction = 5;

    /// <summary>The first code point that another one before it can be composed with.</summary>
    private const char FirstCombining = '\u0300';

    private static readonly FrozenDictionary<int, int[]> NoDecompositions = FrozenDictionary<int, int[]>.Empty;

    /// <summary>NFC: a letter with its accents is one code point where there is one.</summary>
    /// <param name="maxLength">Of the result.</param>
    public static string ToNfc(string text, int maxLength)
        => IsTooLong(text, maxLength) || !text.AsSpan().ContainsAnyExceptInRange('\0', (char)(FirstCombining - 1))
            ? text
            : Normalize(text, NoDecompositions);

    /// <summary>NFKC: as NFC, and forms that differ in style alone, such as full-width letters and ligatures, are the plain ones.</summary>
    /// <param name="maxLength">Of the result.</param>
    public static string ToNfkc(string text, int maxLength)
        => IsTooLong(text, maxLength) || Ascii.IsValid(text) ? text : Normalize(text, NormalizationData.Compatibility);

    private static bool IsTooLong(string text, int maxLength) => text.Length > maxLength * MaxContraction;

    private static string Normalize(string text, FrozenDictionary<int, int[]> compatibility)
    {
        var points = new List<int>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            points.AddRange(Decompose(rune.Value, compatibility));
        Reorder(points);
        return ToText(Compose(points));
    }

    private static int[] Decompose(int point, FrozenDictionary<int, int[]> compatibility)
        => compatibility.GetValueOrDefault(point)
            ?? NormalizationData.Canonical.GetValueOrDefault(point)
            ?? HangulSyllable.Decompose(point)
            ?? [point];

    /// <summary>Sorts marks that follow one another by their combining class; those of one class stay in order.</summary>
    private static void Reorder(List<int> points)
    {
        for (var start = 0; start < points.Count; start++)
        {
            var marks = points.Skip(start).TakeWhile(point => ClassOf(point) > 0).OrderBy(ClassOf).ToList();
            for (var i = 0; i < marks.Count; i++)
                points[start + i] = marks[i];
            start += marks.Count;
        }
    }

    private static List<int> Compose(List<int> points)
    {
        var composed = new List<int>(points.Count);
        var (starter, lastClass) = (-1, 0);
        foreach (var point in points)
        {
            var combiningClass = ClassOf(point);
            // A mark reaches its base over marks of lower classes only.
            var isReached = starter == composed.Count - 1 || lastClass < combiningClass;
            if (starter >= 0 && isReached && Composition(composed[starter], point) is { } pair)
            {
                composed[starter] = pair;
                continue;
            }

            if (combiningClass == 0)
                starter = composed.Count;
            lastClass = combiningClass;
            composed.Add(point);
        }

        return composed;
    }

    private static int? Composition(int first, int second)
        => NormalizationData.Compositions.TryGetValue((first, second), out var pair) ? pair : HangulSyllable.Compose(first, second);

    private static int ClassOf(int point) => NormalizationData.Classes.GetValueOrDefault(point);

    private static string ToText(List<int> points)
    {
        var text = new StringBuilder(points.Count);
        foreach (var point in points)
            text.Append(new Rune(point));
        return text.ToString();
    }
}
