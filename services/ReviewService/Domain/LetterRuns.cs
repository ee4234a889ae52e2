using System.Text;

namespace Ecommerce.ReviewService.Domain;

/// <summary>A word in run-length encoding: <c>fuuuck</c> has the letters <c>fuck</c> with the lengths 1, 3, 1, 1.</summary>
internal sealed record LetterRuns(string Letters, IReadOnlyList<int> Lengths)
{
    public static LetterRuns Of(string word)
    {
        var letters = new StringBuilder(word.Length);
        var lengths = new List<int>();
        foreach (var c in word)
        {
            if (letters.Length > 0 && letters[^1] == c)
            {
                lengths[^1]++;
                continue;
            }

            letters.Append(c);
            lengths.Add(1);
        }

        return new LetterRuns(letters.ToString(), lengths);
    }

    /// <summary>Whether it begins with these letters, each of them repeated at least as often.</summary>
    public bool StartsWith(LetterRuns prefix)
        => Letters.StartsWith(prefix.Letters, StringComparison.Ordinal) && prefix.Lengths.Zip(Lengths).All(run => run.Second >= run.First);
}
