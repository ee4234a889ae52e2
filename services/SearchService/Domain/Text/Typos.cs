namespace Ecommerce.SearchService.Domain.Text;

/// <summary>
/// Spelling correction by edit distance: an inserted, deleted or replaced letter, or two neighbours swapped, is one edit.
/// </summary>
internal static class Typos
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";
    private const int MaxCorrections = 3;

    /// <summary>
    /// How many edits are corrected in a word. Short words allow fewer, since most of them are one edit away from another word.
    /// </summary>
    public static int MaxEdits(string word) => word.Length switch
    {
        _ when word.Any(char.IsDigit) => 0,
        < 3 => 0,
        < 6 => 1,
        _ => 2,
    };

    /// <summary>All texts that are one edit away.</summary>
    public static IEnumerable<string> Edits(string word)
    {
        for (var i = 0; i <= word.Length; i++)
        {
            var (head, tail) = (word[..i], word[i..]);
            foreach (var letter in Alphabet)
                yield return $"{head}{letter}{tail}";
            if (tail.Length == 0)
                continue;
            yield return head + tail[1..];
            foreach (var letter in Alphabet)
                yield return $"{head}{letter}{tail[1..]}";
            if (tail.Length > 1)
                yield return $"{head}{tail[1]}{tail[0]}{tail[2..]}";
        }
    }

    /// <summary>
    /// The closest of these words, at most three: fewest edits first, then words with the same first letter, then those of more products.
    /// </summary>
    public static IReadOnlyList<string> BestCorrections(string typed, IEnumerable<(string Word, int Products)> candidates)
    {
        var close = candidates.Select(c => (c.Word, c.Products, Distance: Distance(typed, c.Word)))
            .Where(c => c.Word.Length > 1 && c.Distance <= MaxEdits(typed))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Word[0] == typed[0] ? 0 : 1)
            .ThenByDescending(c => c.Products)
            .ThenBy(c => c.Word, StringComparer.Ordinal)
            .ToList();
        return [.. close.Where(c => c.Distance == close[0].Distance).Take(MaxCorrections).Select(c => c.Word)];
    }

    /// <summary>
    /// The fewest edits that turn one word into the other (optimal string alignment, the restricted Damerau-Levenshtein distance).
    /// </summary>
    public static int Distance(string a, string b)
    {
        // Three rows of the matrix are enough: the current one and the two before it.
        var rows = new int[3][];
        rows[1] = [.. Enumerable.Range(0, b.Length + 1)];
        (rows[0], rows[2]) = (new int[b.Length + 1], new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            var (twoBack, above, row) = (rows[(i + 2) % 3], rows[i % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], twoBack[j - 2] + 1);
            }
        }

        return rows[(a.Length + 1) % 3][b.Length];
    }
}
