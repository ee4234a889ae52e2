using Ecommerce.SearchService.Domain.Text;

namespace Ecommerce.SearchService.Domain.Queries;

/// <param name="Words">In lower case.</param>
/// <param name="IsPhrase">Whether it was quoted; phrases are not corrected.</param>
/// <param name="IsPrefix">Whether an asterisk followed.</param>
internal sealed record QueryPart(IReadOnlyList<string> Words, bool IsPhrase = false, bool IsPrefix = false);

/// <summary>Parses the text of a search box: words, <c>"a phrase"</c>, <c>prefix*</c>.</summary>
internal static class QueryText
{
    private const int MaxParts = 12;

    public static IReadOnlyList<QueryPart> Parse(string text)
    {
        var parts = new List<QueryPart>();
        var pieces = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var i = 0; i < pieces.Length; i++)
        {
            // A quote that is not closed begins no phrase.
            if (i % 2 == 1 && i < pieces.Length - 1)
                parts.Add(new([.. Tokenizer.Words(pieces[i])], IsPhrase: true));
            else
                parts.AddRange(pieces[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(WordsOf));
        }

        return [.. parts.Where(part => part.Words.Count > 0).Take(MaxParts)];
    }

    // wi-fi is two words, which may match separately or as a compound.
    private static IEnumerable<QueryPart> WordsOf(string piece)
    {
        string[] words = [.. Tokenizer.Words(piece)];
        var isPrefix = piece.EndsWith('*');
        return words.Select((word, i) => new QueryPart([word], IsPrefix: isPrefix && i == words.Length - 1));
    }
}
