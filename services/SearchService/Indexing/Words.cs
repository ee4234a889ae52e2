using System.Text;

namespace Ecommerce.SearchService.Indexing;

/// <summary>
/// Takes texts apart the same way wherever they come from: letters and digits in lower case, apostrophes left out (<c>chef's</c> is
/// <c>chefs</c>), everything else a gap.
/// </summary>
internal static class Words
{
    private const int Longest = 60;

    public static IEnumerable<string> Of(string text) => Placed(text).Select(word => word.Text);

    /// <summary>With the place of each in the text.</summary>
    public static IEnumerable<PlacedWord> Placed(string text)
    {
        var word = new StringBuilder();
        var (start, end) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                start = word.Length == 0 ? i : start;
                end = i + 1;
                if (word.Length < Longest)
                    word.Append(char.ToLowerInvariant(text[i]));
            }
            else if (word.Length > 0 && text[i] is not ('\'' or '’' or '‘' or '\u00ad'))
            {
                yield return new(start, end, word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return new(start, end, word.ToString());
    }

    /// <summary>Words with single spaces between them.</summary>
    public static string Plain(string text) => string.Join(' ', Of(text));

    /// <summary>As <see cref="Plain"/>, and hyphenated words in one as well: <c>wi-fi</c> is found as <c>wifi</c>.</summary>
    public static string Searchable(string text)
    {
        var joined = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(part => part.Contains('-', StringComparison.Ordinal))
            .Select(part => string.Concat(Of(part)));
        return string.Join(' ', Of(text).Concat(joined.SelectMany(Of)));
    }
}

/// <param name="End">Where what follows begins.</param>
internal readonly record struct PlacedWord(int Start, int End, string Text);
