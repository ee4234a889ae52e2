using System.Text;
using Ecommerce.SearchService.Indexing;
using Ecommerce.SearchService.Queries;

namespace Ecommerce.SearchService.Engines.Postgres;

/// <summary>Marks words of texts, see <see cref="Highlighting"/>, and picks the part of a long one that has them.</summary>
internal static class Passage
{
    private const int Longest = 200;
    private const int Before = 60;

    /// <summary>All of a text.</summary>
    public static string Marked(string text, Func<string, bool> isWanted)
        => Mark(text, 0, text.Length, [.. Words.Placed(text).Where(word => isWanted(word.Text))]);

    /// <summary>A part of whole words that begins a little before the first wanted one; the beginning of the text where none is.</summary>
    public static string Of(string text, Func<string, bool> isWanted)
    {
        List<PlacedWord> words = [.. Words.Placed(text)];
        List<PlacedWord> wanted = [.. words.Where(word => isWanted(word.Text))];
        var from = wanted is [{ Start: > Before } first, ..] ? words.First(word => word.Start >= first.Start - Before).Start : 0;
        var to = text.Length - from <= Longest ? text.Length : words.Where(word => word.End <= from + Longest).Select(word => word.End).DefaultIfEmpty(from + Longest).Last();
        return Mark(text, from, to, wanted);
    }

    private static string Mark(string text, int from, int to, List<PlacedWord> wanted)
    {
        var marked = new StringBuilder(to - from + 2 * wanted.Count);
        var at = from;
        foreach (var word in wanted.Where(word => word.Start >= from && word.End <= to))
        {
            marked.Append(text, at, word.Start - at).Append(Highlighting.Begin).Append(text, word.Start, word.End - word.Start).Append(Highlighting.End);
            at = word.End;
        }

        return marked.Append(text, at, to - at).ToString();
    }
}
