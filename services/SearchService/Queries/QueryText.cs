using Ecommerce.SearchService.Indexing;

namespace Ecommerce.SearchService.Queries;

/// <param name="Words">In lower case.</param>
/// <param name="IsPhrase">It stood in quotes: exactly so, and nothing is corrected in it.</param>
/// <param name="IsPrefix">An asterisk followed.</param>
internal sealed record QueryPart(IReadOnlyList<string> Words, bool IsPhrase = false, bool IsPrefix = false);

/// <summary>What somebody typed into a search box: words, <c>"a phrase"</c>, <c>begin*</c>.</summary>
internal static class QueryText
{
    private const int MostParts = 12;

    public static IReadOnlyList<QueryPart> Parse(string text)
    {
        var parts = new List<QueryPart>();
        var pieces = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var i = 0; i < pieces.Length; i++)
        {
            // A quote that is never closed is only a quote.
            if (i % 2 == 1 && i < pieces.Length - 1)
                parts.Add(new([.. Words.Of(pieces[i])], IsPhrase: true));
            else
                parts.AddRange(pieces[i].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(Loose));
        }

        return [.. parts.Where(part => part.Words.Count > 0).Take(MostParts)];
    }

    // The words of wi-fi stand next to each other, or are one; those of others need not.
    private static IEnumerable<QueryPart> Loose(string piece)
    {
        string[] words = [.. Words.Of(piece)];
        var prefix = piece.EndsWith('*');
        return words.Select((word, i) => new QueryPart([word], IsPrefix: prefix && i == words.Length - 1));
    }
}
