using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.SearchService.Tests.Elasticsearch;

/// <summary>Puts tags around the words that a query asks for.</summary>
internal static class StubHighlight
{
    public static JsonObject Of(StubDocument document, JsonNode query, JsonNode options, IEnumerable<string> fields)
    {
        var (begin, end) = ((string)options["pre_tags"]![0]!, (string)options["post_tags"]![0]!);
        var highlight = new JsonObject();
        foreach (var field in fields)
        {
            var wanted = Texts(query).SelectMany(text => document.Index.Analyze(field, text)).ToHashSet(StringComparer.Ordinal);
            var beginnings = Below(query, "match_bool_prefix").Select(prefix => prefix.AsObject().Single())
                .SelectMany(prefix => document.Index.Analyze(prefix.Key, (string)prefix.Value!["query"]!)).ToList();
            var text = document.Values(field).Single();
            var marked = field.Contains('.', StringComparison.Ordinal)
                ? MarkPhrases(text, query, begin, end)
                : MarkWords(text, IsWanted, begin, end);
            bool IsWanted(string word) => wanted.Overlaps(document.Index.Analyze(field, word))
                || beginnings.Any(b => word.StartsWith(b, StringComparison.OrdinalIgnoreCase));
            if (marked != text || options["fields"]![field]!["no_match_size"] is not null)
                highlight[field] = new JsonArray(marked);
        }

        return highlight;
    }

    private static string MarkWords(string text, Func<string, bool> isWanted, string begin, string end)
    {
        var marked = new StringBuilder();
        var position = 0;
        foreach (var word in StubAnalyzer.Words(text).Where(word => isWanted(word.Value)))
        {
            marked.Append(text, position, word.Index - position).Append(begin).Append(word.Value).Append(end);
            position = word.Index + word.Length;
        }

        return marked.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>Inside of texts without spaces, too.</summary>
    private static string MarkPhrases(string text, JsonNode query, string begin, string end)
        => Texts(query).Distinct(StringComparer.Ordinal).Where(phrase => !phrase.Contains(' ', StringComparison.Ordinal))
            .Aggregate(text, (marked, phrase) => Regex.Replace(
                marked, Regex.Escape(phrase), match => $"{begin}{match.Value}{end}", RegexOptions.IgnoreCase));

    private static IEnumerable<string> Texts(JsonNode query) => Below(query, "multi_match").Select(match => (string)match["query"]!);

    private static IEnumerable<JsonNode> Below(JsonNode? node, string kind) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == kind ? [member.Value!] : Below(member.Value, kind)),
        JsonArray list => list.SelectMany(item => Below(item, kind)),
        _ => [],
    };
}
