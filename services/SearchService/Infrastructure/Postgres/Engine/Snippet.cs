using System.Text;
using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Infrastructure.Postgres.Engine;

/// <summary>Marks matching words, see <see cref="Highlighting"/>, and shortens long texts to the part that has them.</summary>
internal static class Snippet
{
    private const int MaxLength = 200;
    private const int MaxLead = 60;

    /// <summary>The whole text.</summary>
    /// <param name="text">Of a product.</param>
    /// <param name="matchesIn">What is marked of a word: nothing, all of it, or parts of a text without spaces.</param>
    public static string HighlightAll(string text, Func<Token, IEnumerable<Token>> matchesIn)
        => Highlight(text, 0, text.Length, [.. Tokenizer.Tokens(text).SelectMany(matchesIn)]);

    /// <summary>
    /// A part of whole words that begins a little before the first match; the beginning of the text when nothing matches.
    /// </summary>
    public static string Around(string text, Func<Token, IEnumerable<Token>> matchesIn)
    {
        List<Token> words = [.. Tokenizer.Tokens(text)];
        List<Token> matches = [.. words.SelectMany(matchesIn)];
        var from = matches is [{ Start: > MaxLead } first, ..] ? StartOf(text, words, first.Start - MaxLead) : 0;
        return Highlight(text, from, EndOf(text, from, words), matches);
    }

    /// <summary>The beginning of a word, or a place inside a long text without spaces.</summary>
    private static int StartOf(string text, List<Token> words, int least)
    {
        if (IsInsideUnspaced(words, least))
            return AfterLetter(text, least);
        return words.First(word => word.Start >= least).Start;
    }

    private static int EndOf(string text, int from, List<Token> words)
    {
        var maxEnd = from + MaxLength;
        if (text.Length <= maxEnd)
            return text.Length;
        if (IsInsideUnspaced(words, maxEnd))
            return AfterLetter(text, maxEnd);
        // A single word that is longer than the snippet is cut.
        return words.Where(word => word.End > from && word.End <= maxEnd).Select(word => word.End).DefaultIfEmpty(maxEnd).Last();
    }

    private static bool IsInsideUnspaced(List<Token> words, int position)
        => words.Exists(word => word.Start < position && word.End > position && Scripts.IsUnspaced(word.Text));

    // A rare letter is two characters of the text.
    private static int AfterLetter(string text, int position) => char.IsLowSurrogate(text[position]) ? position + 1 : position;

    private static string Highlight(string text, int from, int to, List<Token> matches)
    {
        var marked = new StringBuilder(to - from + 2 * matches.Count);
        var position = from;
        foreach (var word in matches.Where(word => word.Start >= from && word.End <= to))
        {
            marked.Append(text, position, word.Start - position)
                .Append(Highlighting.Begin).Append(text, word.Start, word.End - word.Start).Append(Highlighting.End);
            position = word.End;
        }

        return marked.Append(text, position, to - position).ToString();
    }
}
