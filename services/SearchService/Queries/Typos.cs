namespace Ecommerce.SearchService.Queries;

/// <summary>How words are mistyped: a letter too many or too few, another letter, two letters in the other's place.</summary>
internal static class Typos
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const int Most = 3;

    /// <summary>So many slips are forgiven in a word: a short one with a slip may be any other short one.</summary>
    public static int Allowed(string word) => word.Length switch
    {
        _ when word.Any(char.IsDigit) => 0,
        < 3 => 0,
        < 6 => 1,
        _ => 2,
    };

    /// <summary>All that is one slip away.</summary>
    public static IEnumerable<string> Slips(string word)
    {
        for (var i = 0; i <= word.Length; i++)
        {
            var (head, tail) = (word[..i], word[i..]);
            foreach (var letter in Letters)
                yield return $"{head}{letter}{tail}";
            if (tail.Length == 0)
                continue;
            yield return head + tail[1..];
            foreach (var letter in Letters)
                yield return $"{head}{letter}{tail[1..]}";
            if (tail.Length > 1)
                yield return $"{head}{tail[1]}{tail[0]}{tail[2..]}";
        }
    }

    /// <summary>The nearest of these words, at most three: with fewer slips, then with the same first letter, then those that more products have.</summary>
    public static IReadOnlyList<string> Likeliest(string typed, IEnumerable<(string Word, int Products)> similar)
    {
        var near = similar.Select(s => (s.Word, s.Products, Slips: Distance(typed, s.Word)))
            .Where(s => s.Word.Length > 1 && s.Slips <= Allowed(typed))
            .OrderBy(s => s.Slips).ThenBy(s => s.Word[0] == typed[0] ? 0 : 1).ThenByDescending(s => s.Products).ThenBy(s => s.Word, StringComparer.Ordinal)
            .ToList();
        return [.. near.Where(s => s.Slips == near[0].Slips).Take(Most).Select(s => s.Word)];
    }

    /// <summary>The fewest slips that make one word of the other (Damerau's distance, restricted).</summary>
    public static int Distance(string a, string b)
    {
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
