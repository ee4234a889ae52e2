namespace Ecommerce.SearchService.Domain.Text;

/// <summary>Finds words inside a text without spaces.</summary>
internal static class Occurrences
{
    /// <summary>The parts of a text that any of the words cover; parts that touch are one.</summary>
    public static IEnumerable<Token> In(Token text, IReadOnlyList<string> words)
    {
        var covered = new bool[text.Text.Length];
        foreach (var word in words)
        {
            for (var at = IndexOf(text, word, 0); at >= 0; at = IndexOf(text, word, at + 1))
                covered.AsSpan(at, word.Length).Fill(true);
        }

        return !covered.Contains(true) ? [] : IsAsWritten(text) ? Parts(text, covered) : [text];
    }

    // An apostrophe or a soft hyphen is left out of the word: then its letters have other positions, and all of it is marked.
    private static bool IsAsWritten(Token text) => text.Text.Length == text.End - text.Start;

    private static IEnumerable<Token> Parts(Token text, bool[] covered)
    {
        for (var start = Array.IndexOf(covered, true); start >= 0;)
        {
            var next = Array.IndexOf(covered, false, start);
            var end = next < 0 ? covered.Length : next;
            yield return new(text.Start + start, text.Start + end, text.Text[start..end]);
            start = next < 0 ? -1 : Array.IndexOf(covered, true, next);
        }
    }

    private static int IndexOf(Token text, string word, int start) => text.Text.IndexOf(word, start, StringComparison.Ordinal);
}
