using System.Text.RegularExpressions;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>
/// What Lucene's tokenizers make of texts without spaces: the standard one takes Han and hiragana as single letters, and katakana, Hangul
/// and the scripts of Southeast Asia as they stand.
/// </summary>
internal static partial class StubAnalyzer
{
    /// <summary>Enough of the dictionary for the words of the tests.</summary>
    private static readonly string[] ThaiWords = ["โมเดล", "หอคอย", "โตเกียว", "ที่นอน", "เด็ก", "กระเป๋า", "เดินทาง"];

    /// <summary>Words as the standard tokenizer finds them.</summary>
    public static IEnumerable<Match> Words(string text) => Word().Matches(text);

    /// <summary>Pairs of neighbouring letters of Chinese, Japanese and Korean; a letter without a neighbour by itself.</summary>
    public static IEnumerable<string> Pairs(string text)
    {
        foreach (var run in Run().Matches(text).Select(run => run.Value))
        {
            var letters = run.EnumerateRunes().Select(letter => letter.ToString()).ToList();
            if (!CjkLetter().IsMatch(letters[0]) || letters.Count == 1)
                yield return run;
            else
                foreach (var pair in letters.Zip(letters.Skip(1), string.Concat))
                    yield return pair;
        }
    }

    public static IEnumerable<string> ThaiTokens(string text)
    {
        foreach (var word in Words(text).Select(word => word.Value))
        {
            for (var at = 0; at < word.Length;)
            {
                var known = ThaiWords.FirstOrDefault(thai => string.CompareOrdinal(word, at, thai, 0, thai.Length) == 0);
                var length = known?.Length ?? (ThaiLetter().IsMatch(word[at..]) ? 1 : word.Length - at);
                yield return word.Substring(at, length);
                at += length;
            }
        }
    }

    /// <param name="pattern">A class of ranges, such as <c>[a-fk-z]</c>.</param>
    public static IEnumerable<string> Letters(string text, string pattern)
    {
        var ranges = pattern[1..^1].EnumerateRunes().Chunk(3).ToList();
        var letters = text.EnumerateRunes().Where(letter => ranges.Exists(range => range[0] <= letter && letter <= range[2]));
        return letters.Select(letter => letter.ToString());
    }

    [GeneratedRegex(
        @"[\ud840-\ud8bf][\udc00-\udfff]|[\u3005\u3007\u3041-\u309f\u3400-\u9fff]|[\u30a0-\u30ff]+|[\uac00-\ud7a3]+"
        + @"|(?:(?![\u3005-\ud7a3])[\p{L}\p{M}\p{N}])+")]
    private static partial Regex Word();

    [GeneratedRegex(
        @"(?:[\ud840-\ud8bf][\udc00-\udfff]|[\u3005\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3])+"
        + @"|(?:(?![\u3005-\ud7a3])[\p{L}\p{M}\p{N}])+")]
    private static partial Regex Run();

    [GeneratedRegex(@"^(?:[\ud840-\ud8bf][\udc00-\udfff]|[\u3005-\ud7a3])")]
    private static partial Regex CjkLetter();

    [GeneratedRegex(@"^[\u0e00-\u0e7f]")]
    private static partial Regex ThaiLetter();
}
